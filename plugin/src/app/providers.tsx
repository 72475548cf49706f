import React, { type ReactNode } from 'react';
import { ControlsProvider } from '../controls';
import { ServicesProvider } from '../data/prometheus';

/** What every page needs around it: the controls, and what the chosen Prometheus knows of the service. */
export const ConsoleProviders = ({ children }: { children: ReactNode }) => (
  <ControlsProvider>
    <ServicesProvider>{children}</ServicesProvider>
  </ControlsProvider>
);
