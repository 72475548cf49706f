import { Counter, Rate, Trend } from 'k6/metrics';

/** Names and meanings are in the README, which dashboards are built on. Trends of times are in milliseconds. */
export const metrics = {
  promiseKept: new Rate('promise_kept'),
  promiseEvents: new Counter('promise_events'),
  deliveryDuration: new Trend('chat_delivery_duration', true),
  deliveryRate: new Rate('chat_delivery_rate'),
  deliveriesMissing: new Counter('chat_deliveries_missing'),
  deliveriesDuplicate: new Counter('chat_deliveries_duplicate'),
  deliveriesOutOfOrder: new Counter('chat_deliveries_out_of_order'),
  sendRate: new Rate('chat_send_rate'),
  ackDuration: new Trend('chat_ack_duration', true),
  connectDuration: new Trend('chat_connect_duration', true),
  connectionsLost: new Counter('chat_connections_lost'),
  peopleStayed: new Counter('chat_people_stayed'),
  responseDuration: new Trend('chat_response_duration', true),
  responseBytes: new Trend('chat_response_bytes'),
  generatorLag: new Trend('load_generator_lag', true),
};
