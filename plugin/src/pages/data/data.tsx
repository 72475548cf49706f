import React from 'react';
import { data } from '../../generated/dashboards/data';
import { ScenePage } from '../../scenes';

/** The database by kind of query, its pool, and the cache by level and group. */
const DataPage = () => <ScenePage dashboard={data} />;

export default DataPage;
