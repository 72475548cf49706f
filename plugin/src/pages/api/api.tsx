import React from 'react';
import { api } from '../../generated/dashboards/api';
import { ScenePage } from '../../scenes';

/** Requests by route: how many, how fast, how many fail. */
const ApiPage = () => <ScenePage dashboard={api} />;

export default ApiPage;
