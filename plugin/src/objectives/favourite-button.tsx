import React from 'react';
import { css } from '@emotion/css';
import { IconButton, useStyles2 } from '@grafana/ui';
import { t } from '../locales/text';

interface FavouriteButtonProps {
  id: string;
  title: string;
  isFavourite: boolean;
  onToggle: (id: string) => void;
}

/** The star of an objective. */
export const FavouriteButton = ({ id, title, isFavourite, onToggle }: FavouriteButtonProps) => {
  const styles = useStyles2(getStyles);
  const said = { title };
  return (
    <span className={styles.above}>
      <IconButton
        name={isFavourite ? 'favorite' : 'star'}
        iconType={isFavourite ? 'mono' : 'default'}
        tooltip={
          isFavourite
            ? t('objectives.unstar', 'Remove {{title}} from favourites', said)
            : t('objectives.star', 'Add {{title}} to favourites', said)
        }
        aria-pressed={isFavourite}
        onClick={() => {
          onToggle(id);
        }}
      />
    </span>
  );
};

// Above what the card leads to.
const getStyles = () => ({ above: css({ position: 'relative', zIndex: 1, display: 'inline-flex' }) });
