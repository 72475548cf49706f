import React from 'react';
import { ConsolePage } from '../../app/page';
import Configuration from './configuration';

/** The configuration among the pages of the console. */
export default function ConfigurationPage() {
  return (
    <ConsolePage>
      <Configuration />
    </ConsolePage>
  );
}
