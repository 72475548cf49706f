import React from 'react';
import { RefreshPicker, TimeRangePicker } from '@grafana/ui';
import { t } from '../locales/text';
import { useControls } from './controls';
import { shifted, zoomedOut } from './shift';

/** The choice of time, and how often to look again. */
export const TimeControls = () => {
  const { range, timeZone, refresh, change, refreshNow } = useControls();
  return (
    <>
      <TimeRangePicker
        value={range}
        timeZone={timeZone}
        isOnCanvas
        onChange={({ raw }) => {
          change({ rawRange: raw });
        }}
        onChangeTimeZone={(zone) => {
          change({ timeZone: zone });
        }}
        onMoveBackward={() => {
          change({ rawRange: shifted(range, -1, Date.now()) });
        }}
        onMoveForward={() => {
          change({ rawRange: shifted(range, 1, Date.now()) });
        }}
        onZoom={() => {
          change({ rawRange: zoomedOut(range) });
        }}
      />
      <RefreshPicker
        tooltip={t('controls.refresh-now', 'Ask again now')}
        value={refresh}
        isOnCanvas
        onRefresh={refreshNow}
        onIntervalChanged={(interval) => {
          change({ refresh: interval });
        }}
      />
    </>
  );
};
