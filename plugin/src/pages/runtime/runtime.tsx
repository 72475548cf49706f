import React from 'react';
import { runtime } from '../../generated/dashboards/runtime';
import { ScenePage } from '../../scenes';

/** The processes: event loop, garbage collection, memory. */
const RuntimePage = () => <ScenePage dashboard={runtime} />;

export default RuntimePage;
