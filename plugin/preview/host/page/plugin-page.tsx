import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { css } from '@emotion/css';
import { locationService } from '@grafana/runtime';
import type { PageInfoItem, PluginPageProps } from 'grafana-runtime/components/PluginPage';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { APP, pageAt } from './app-pages';
import { useBreadcrumbs } from './breadcrumbs';

/** A page of an app: heading, actions, tabs and content, as Grafana lays them out. */
export function PreviewPluginPage({ pageNav, subTitle, info, actions, renderTitle, children }: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const title = pageNav?.text ?? pageAt(pathname)?.name ?? APP.name;
  useBreadcrumbs(trailOf(pageNav));
  useEffect(() => {
    document.title = `${title} – ${APP.name} (preview)`;
  }, [title]);
  return (
    <div className={styles.page}>
      <div className={styles.heading}>
        <div className={styles.title}>{renderTitle ? renderTitle(title) : <h1>{title}</h1>}</div>
        <Info items={info ?? []} />
        <div className={styles.actions}>{actions}</div>
      </div>
      <SubTitle>{subTitle ?? pageNav?.subTitle}</SubTitle>
      <Tabs tabs={pageNav?.children ?? []} />
      <div className={styles.content}>{children}</div>
    </div>
  );
}

function SubTitle({ children }: { readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return children === undefined ? null : <div className={styles.subTitle}>{children}</div>;
}

function Info({ items }: { readonly items: readonly PageInfoItem[] }) {
  const styles = useStyles2(getStyles);
  if (items.length === 0) return null;
  return (
    <dl className={styles.info}>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Tabs({ tabs }: { readonly tabs: readonly NavModelItem[] }) {
  const shown = tabs.filter(({ hideFromTabs }) => hideFromTabs !== true);
  if (shown.length === 0) return null;
  return (
    <TabsBar>
      {shown.map(({ text, url = '', active, icon }) => (
        <Tab
          key={text}
          label={text}
          active={active === true}
          href={url}
          {...(icon !== undefined && { icon })}
          onChangeTab={(event) => {
            event.preventDefault();
            locationService.push(url);
          }}
        />
      ))}
    </TabsBar>
  );
}

/** From the outermost page down to the one that is shown. */
function trailOf(page: NavModelItem | undefined): readonly NavModelItem[] {
  return page === undefined ? [] : [...trailOf(page.parentItem), page];
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    padding: theme.spacing(2),
    [theme.breakpoints.up('md')]: { padding: theme.spacing(3, 4) },
  }),
  heading: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 3),
    marginBottom: theme.spacing(1),
  }),
  title: css({ '& h1': { marginBottom: 0 } }),
  info: css({
    display: 'flex',
    gap: theme.spacing(2),
    margin: 0,
    '& dt': { ...theme.typography.bodySmall },
    '& dd': { margin: 0 },
  }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginLeft: 'auto' }),
  subTitle: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(2) }),
  content: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, paddingTop: theme.spacing(1) }),
});
