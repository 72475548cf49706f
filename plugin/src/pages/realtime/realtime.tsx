import React from 'react';
import { realtime } from '../../generated/dashboards/realtime';
import { ScenePage } from '../../scenes';
import { DeliveryWaterfall } from './delivery-waterfall';

/** The way of messages to connected readers: stage by stage, then queues, slow readers, connections and recoveries. */
const RealtimePage = () => (
  <ScenePage dashboard={realtime}>
    <DeliveryWaterfall />
  </ScenePage>
);

export default RealtimePage;
