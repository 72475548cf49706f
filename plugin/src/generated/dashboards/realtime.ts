// Made by npm run generate from dashboards/src and the objectives.
import type { DrawnDashboard } from '@chatwatch/dashboards/browser';

/** The way of messages to connected readers: how long each stage takes, who is slow, what nodes tell each other. */
export const realtime: DrawnDashboard = {
  "name": "realtime",
  "title": "Realtime",
  "description": "The way of messages to connected readers: how long each stage takes, who is slow, what nodes tell each other.",
  "appPage": "realtime",
  "from": "now-6h",
  "rows": [
    {
      "title": "Now",
      "height": 4,
      "panels": [
        {
          "id": 1,
          "title": "Users online",
          "worry": "it falls at once while the day does not explain it.",
          "next": "connections and closes by code.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "sum (chat_active_users{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "users",
              "unit": "short",
              "description": "Users with a live connection, and those expected back; who is on two nodes counts on both."
            }
          ]
        },
        {
          "id": 2,
          "title": "Delivery time, 99 %",
          "worry": "it is red.",
          "next": "the stages: the slow one says where.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "histogram_quantile(0.99, sum by (le) (rate(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage=\"client\"}[$__rate_interval]))) >= 0",
              "legend": "p99",
              "unit": "s",
              "description": "99 % of the messages reached a reader in at most this time, as readers measured it.",
              "needs": "receipts"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.05,
            "objective": "message-delivery-time"
          }
        },
        {
          "id": 3,
          "title": "Dropped deliveries",
          "worry": "it is red. Zero is none dropped, ‘No deliveries’ is none to drop.",
          "next": "slow consumers and queues.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "(sum (rate(chat_delivery_failures_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) * 0) / (sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
              "legend": "dropped",
              "unit": "percentunit",
              "description": "Share of deliveries that were discarded as their reader was too slow; no value is no deliveries.",
              "needs": "deliveries"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.001,
            "objective": "delivery-success"
          }
        },
        {
          "id": 4,
          "title": "Readers for each message",
          "worry": "it grows: the same messages cost more, as fan-out is what delivery costs.",
          "next": "entries for each write, below.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(messages_sent_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
              "legend": "readers",
              "unit": "short",
              "description": "Deliveries for each message that was written.",
              "needs": "messages"
            }
          ]
        }
      ]
    },
    {
      "title": "Delivery",
      "height": 9,
      "panels": [
        {
          "id": 5,
          "title": "Delivery time at readers",
          "worry": "the 99th percentile stays over the line.",
          "next": "the stages; if none is slow, the network or the readers’ machines are.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "histogram_quantile(0.5, sum by (le) (rate(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage=\"client\"}[$__rate_interval]))) >= 0",
              "legend": "p50",
              "unit": "s",
              "description": "Half of the messages reached a reader in at most this time, as readers measured it.",
              "needs": "receipts"
            },
            {
              "expr": "histogram_quantile(0.95, sum by (le) (rate(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage=\"client\"}[$__rate_interval]))) >= 0",
              "legend": "p95",
              "unit": "s",
              "description": "95 % of the messages reached a reader in at most this time, as readers measured it.",
              "needs": "receipts"
            },
            {
              "expr": "histogram_quantile(0.99, sum by (le) (rate(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage=\"client\"}[$__rate_interval]))) >= 0",
              "legend": "p99",
              "unit": "s",
              "description": "99 % of the messages reached a reader in at most this time, as readers measured it.",
              "needs": "receipts"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.05,
            "objective": "message-delivery-time"
          }
        },
        {
          "id": 6,
          "title": "Spread of delivery times",
          "worry": "a second band appears: some readers, or some channels, are served later than the rest.",
          "next": "queue depth for slow readers, the stages for slow channels.",
          "view": "heatmap",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (le) (increase(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage=\"client\"}[$__rate_interval]))",
              "legend": "{{le}}",
              "unit": "s",
              "description": "How many messages took how long to a reader, as readers measured it.",
              "isHeatmap": true,
              "needs": "receipts"
            }
          ]
        },
        {
          "id": 7,
          "title": "Slowest hundredth by stage",
          "worry": "one stage stands out: persist is the database, publish Redis, fan-out and flush the event loop.",
          "next": "the data dashboard for persist and publish, the runtime dashboard for the others.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "histogram_quantile(0.99, sum by (le, stage) (rate(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage!=\"client\"}[$__rate_interval]))) >= 0",
              "legend": "{{stage}}",
              "unit": "s",
              "description": "99 % of the log entries passed a stage inside the service in at most this time.",
              "needs": "messages"
            }
          ],
          "leadsTo": "data"
        },
        {
          "id": 8,
          "title": "The way through the service",
          "worry": "the whole grows; the part that grows says where.",
          "next": "the slowest hundredth by stage beside it.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (stage) (rate(chat_delivery_seconds_sum{job=~\"$job\",instance=~\"$instance\",stage!=\"client\"}[$__rate_interval])) / (sum by (stage) (rate(chat_delivery_seconds_count{job=~\"$job\",instance=~\"$instance\",stage!=\"client\"}[$__rate_interval])) > 0)",
              "legend": "{{stage}}",
              "unit": "s",
              "description": "Average time in each stage inside the service; stacked, it is the way through the service.",
              "needs": "messages"
            }
          ],
          "isStacked": true,
          "leadsTo": "runtime"
        }
      ]
    },
    {
      "title": "Fan-out",
      "height": 8,
      "panels": [
        {
          "id": 9,
          "title": "Deliveries",
          "worry": "they fall while messages are still written.",
          "next": "connections, and the bus between nodes.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (instance) (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{instance}}",
              "unit": "mps",
              "description": "Log entries queued for a connection per second: one entry in a channel of a thousand readers is a thousand."
            }
          ],
          "isStacked": true
        },
        {
          "id": 10,
          "title": "Entries for each write",
          "worry": "it falls to one under load: every entry costs a write of its own.",
          "next": "the event loop on the runtime dashboard.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(chat_socket_writes_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
              "legend": "entries",
              "unit": "short",
              "description": "Log entries that share one write to a socket; a write is what delivery costs.",
              "needs": "deliveries"
            }
          ],
          "leadsTo": "runtime"
        },
        {
          "id": 11,
          "title": "Dropped deliveries over time",
          "worry": "it stays over zero: some readers miss messages until they recover.",
          "next": "slow consumers beside it.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "(sum (rate(chat_delivery_failures_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) * 0) / (sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
              "legend": "dropped",
              "unit": "percentunit",
              "description": "Share of deliveries that were discarded as their reader was too slow; no value is no deliveries.",
              "needs": "deliveries"
            }
          ]
        }
      ]
    },
    {
      "title": "Slow readers",
      "height": 8,
      "panels": [
        {
          "id": 12,
          "title": "Queue depth",
          "worry": "it climbs towards the size at which a reader is closed.",
          "next": "how many connections are that deep, beside it.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "histogram_quantile(0.99, sum by (le) (rate(chat_queue_bytes_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
              "legend": "p99",
              "unit": "bytes",
              "description": "99 % of the connections have at most this much waiting for them.",
              "needs": "connections"
            }
          ]
        },
        {
          "id": 13,
          "title": "Spread of queue depths",
          "worry": "the deep bands fill: many readers are slow at once, so it is rather us than them.",
          "next": "the event loop and the network on the runtime dashboard.",
          "view": "heatmap",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (le) (increase(chat_queue_bytes_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{le}}",
              "unit": "bytes",
              "description": "How many connections have how many bytes waiting for them, sampled twice a second.",
              "isHeatmap": true,
              "needs": "connections"
            }
          ],
          "leadsTo": "runtime"
        },
        {
          "id": 14,
          "title": "Slow consumers",
          "worry": "connections are closed in numbers.",
          "next": "recoveries: do they come back with what they missed.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (action) (rate(chat_slow_consumers_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"action\", \"none\", \"\", \"\")",
              "legend": "{{action}}",
              "unit": "ops",
              "description": "What was done about readers that were too slow: ephemeral frames dropped, connections closed."
            }
          ]
        }
      ]
    },
    {
      "title": "Connections",
      "height": 8,
      "panels": [
        {
          "id": 15,
          "title": "Connections",
          "worry": "one instance has most of them: the balancer does not balance.",
          "next": "starts and deploys: connections stay where they were when one was away.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (instance) (websocket_connections{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}}",
              "unit": "short",
              "description": "WebSocket connections that are open, by instance."
            }
          ],
          "isStacked": true
        },
        {
          "id": 16,
          "title": "Closes by code",
          "worry": "codes from 4000 rise: 4001 sign-in, 4004 too slow, 4005 limits, 4006 a node stops; 1006 is a cut network.",
          "next": "slow consumers for 4004, the balancer for 1006.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "(sum by (code) (rate(chat_websocket_closes_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"code\", \"none\", \"\", \"\")",
              "legend": "{{code}}",
              "unit": "cps",
              "description": "Connections closed per second by close code; 1000 and 1001 are people who left."
            }
          ]
        },
        {
          "id": 17,
          "title": "Recoveries",
          "worry": "too_far rises: clients were away too long and read history again.",
          "next": "closes by code, and requests on the API dashboard.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (result) (rate(chat_recoveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"result\", \"none\", \"\", \"\")",
              "legend": "{{result}}",
              "unit": "ops",
              "description": "Resumed subscriptions per second: with what was missed, with nothing missed, or too far behind."
            }
          ],
          "leadsTo": "api"
        }
      ]
    },
    {
      "title": "Presence and nodes",
      "height": 8,
      "panels": [
        {
          "id": 18,
          "title": "Presence frames",
          "worry": "dropped frames rise: lists of who is online lag behind.",
          "next": "changes of presence: a flapping network makes many.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (result) (rate(chat_presence_frames_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{result}}",
              "unit": "ops",
              "description": "Presence frames per second: sent to a connection, or left out as there were too many."
            }
          ]
        },
        {
          "id": 19,
          "title": "Changes of presence",
          "worry": "it multiplies while the number of users does not.",
          "next": "closes by code.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum (rate(chat_presence_changes_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "changes",
              "unit": "ops",
              "description": "Changes of presence per second that were told to listeners."
            }
          ]
        },
        {
          "id": 20,
          "title": "Messages between nodes",
          "worry": "nodes publish and nobody receives.",
          "next": "how much the nodes hear, beside it, and Redis on the data dashboard.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (direction) (rate(chat_bus_messages_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{direction}}",
              "unit": "mps",
              "description": "Messages between nodes per second: published by one, or received from another.",
              "needs": "nodes"
            }
          ],
          "leadsTo": "data"
        },
        {
          "id": 21,
          "title": "How much nodes hear",
          "worry": "any node is partial or away for longer than a restart of Redis takes.",
          "next": "entries read from the store, below; Redis on the data dashboard.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (state) (chat_bus_state{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{state}}",
              "unit": "short",
              "description": "How many nodes hear all of the others (complete), some (partial) or none (away).",
              "needs": "nodes"
            }
          ],
          "isStacked": true,
          "leadsTo": "data"
        },
        {
          "id": 22,
          "title": "Entries read from the store",
          "worry": "it goes on while all nodes hear everything.",
          "next": "lost batches and channels behind, beside it.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (reason) (rate(chat_bus_filled_entries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"reason\", \"none\", \"\", \"\")",
              "legend": "{{reason}}",
              "unit": "ops",
              "description": "Log entries per second that did not come of themselves and were read from the store, by how that was noticed."
            }
          ]
        },
        {
          "id": 23,
          "title": "What nodes missed",
          "worry": "it is over zero for longer than Redis was away: readers get messages late.",
          "next": "Redis on the data dashboard.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum (rate(chat_bus_lost_batches_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "batches lost",
              "unit": "ops",
              "description": "Batches per second that may not have been published; other nodes read the store instead."
            },
            {
              "expr": "sum (rate(chat_bus_channels_behind_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "channels behind",
              "unit": "ops",
              "description": "Channels per second that a comparison found to go further in the store than what had come."
            }
          ],
          "leadsTo": "data"
        },
        {
          "id": 24,
          "title": "Messages for each batch",
          "worry": "it grows with the delay of publishing: Redis answers slowly.",
          "next": "calls to Redis on the data dashboard.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum (rate(chat_bus_batch_messages_sum{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(chat_bus_batch_messages_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
              "legend": "messages",
              "unit": "short",
              "description": "Messages that were published together, on average.",
              "needs": "nodes"
            }
          ],
          "leadsTo": "data"
        }
      ]
    }
  ],
  "drawings": {
    "1": {
      "type": "stat",
      "options": {
        "graphMode": "none",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ]
        },
        "percentChangeColorMode": "standard",
        "orientation": "auto"
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "unit": "short",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "sum (chat_active_users{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "users",
          "instant": true,
          "range": false
        }
      ],
      "transformations": []
    },
    "2": {
      "type": "stat",
      "options": {
        "graphMode": "none",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ]
        },
        "percentChangeColorMode": "standard",
        "orientation": "auto"
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "unit": "s",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              },
              {
                "value": -1000000,
                "color": "green"
              },
              {
                "value": 0.05,
                "color": "red"
              }
            ]
          },
          "noValue": "No receipts"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.99, sum by (le) (rate(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage=\"client\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "p99",
          "instant": true,
          "range": false
        }
      ],
      "transformations": []
    },
    "3": {
      "type": "stat",
      "options": {
        "graphMode": "none",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ]
        },
        "percentChangeColorMode": "standard",
        "orientation": "auto"
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "unit": "percentunit",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              },
              {
                "value": -1000000,
                "color": "green"
              },
              {
                "value": 0.001,
                "color": "red"
              }
            ]
          },
          "noValue": "No deliveries"
        }
      },
      "targets": [
        {
          "expr": "(sum (rate(chat_delivery_failures_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) * 0) / (sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "dropped",
          "instant": true,
          "range": false
        }
      ],
      "transformations": []
    },
    "4": {
      "type": "stat",
      "options": {
        "graphMode": "none",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ]
        },
        "percentChangeColorMode": "standard",
        "orientation": "auto"
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "unit": "short",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No messages"
        }
      },
      "targets": [
        {
          "expr": "sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(messages_sent_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "readers",
          "instant": true,
          "range": false
        }
      ],
      "transformations": []
    },
    "5": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "dashed"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 0.1
          },
          "unit": "s",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              },
              {
                "value": 0.05,
                "color": "red"
              }
            ]
          },
          "noValue": "No receipts"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.5, sum by (le) (rate(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage=\"client\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "p50",
          "range": true,
          "instant": false
        },
        {
          "expr": "histogram_quantile(0.95, sum by (le) (rate(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage=\"client\"}[$__rate_interval]))) >= 0",
          "refId": "B",
          "legendFormat": "p95",
          "range": true,
          "instant": false
        },
        {
          "expr": "histogram_quantile(0.99, sum by (le) (rate(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage=\"client\"}[$__rate_interval]))) >= 0",
          "refId": "C",
          "legendFormat": "p99",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "6": {
      "type": "heatmap",
      "options": {
        "calculate": false,
        "color": {
          "scheme": "Blues",
          "fill": "",
          "exponent": 0,
          "steps": 64,
          "reverse": false,
          "mode": "scheme"
        },
        "filterValues": {
          "le": 1e-9
        },
        "showValue": "auto",
        "cellGap": 1,
        "yAxis": {
          "unit": "s",
          "axisPlacement": "left"
        },
        "legend": {
          "show": true
        },
        "tooltip": {
          "mode": "single"
        },
        "exemplars": {
          "color": "rgba(255,0,255,0.7)"
        },
        "selectionMode": "x"
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {},
          "unit": "short",
          "noValue": "No receipts"
        }
      },
      "targets": [
        {
          "expr": "sum by (le) (increase(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage=\"client\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{le}}",
          "range": true,
          "instant": false,
          "format": "heatmap"
        }
      ],
      "transformations": []
    },
    "7": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 0.01
          },
          "unit": "s",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No messages"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.99, sum by (le, stage) (rate(chat_delivery_seconds_bucket{job=~\"$job\",instance=~\"$instance\",stage!=\"client\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "{{stage}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "8": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 30,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 0.01,
            "stacking": {
              "mode": "normal",
              "group": "A"
            }
          },
          "unit": "s",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No messages"
        }
      },
      "targets": [
        {
          "expr": "sum by (stage) (rate(chat_delivery_seconds_sum{job=~\"$job\",instance=~\"$instance\",stage!=\"client\"}[$__rate_interval])) / (sum by (stage) (rate(chat_delivery_seconds_count{job=~\"$job\",instance=~\"$instance\",stage!=\"client\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "{{stage}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "9": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 30,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1,
            "stacking": {
              "mode": "normal",
              "group": "A"
            }
          },
          "unit": "mps",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "sum by (instance) (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{instance}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "10": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "list",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "short",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No deliveries"
        }
      },
      "targets": [
        {
          "expr": "sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(chat_socket_writes_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "entries",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "11": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "list",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 0.01
          },
          "unit": "percentunit",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No deliveries"
        }
      },
      "targets": [
        {
          "expr": "(sum (rate(chat_delivery_failures_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) * 0) / (sum (rate(chat_deliveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "dropped",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "12": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "list",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1024
          },
          "unit": "bytes",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No connections"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.99, sum by (le) (rate(chat_queue_bytes_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "p99",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "13": {
      "type": "heatmap",
      "options": {
        "calculate": false,
        "color": {
          "scheme": "Blues",
          "fill": "",
          "exponent": 0,
          "steps": 64,
          "reverse": false,
          "mode": "scheme"
        },
        "filterValues": {
          "le": 1e-9
        },
        "showValue": "auto",
        "cellGap": 1,
        "yAxis": {
          "unit": "bytes",
          "axisPlacement": "left"
        },
        "legend": {
          "show": true
        },
        "tooltip": {
          "mode": "single"
        },
        "exemplars": {
          "color": "rgba(255,0,255,0.7)"
        },
        "selectionMode": "x"
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {},
          "unit": "short",
          "noValue": "No connections"
        }
      },
      "targets": [
        {
          "expr": "sum by (le) (increase(chat_queue_bytes_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{le}}",
          "range": true,
          "instant": false,
          "format": "heatmap"
        }
      ],
      "transformations": []
    },
    "14": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "ops",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "sum by (action) (rate(chat_slow_consumers_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"action\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{action}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "15": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 30,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1,
            "stacking": {
              "mode": "normal",
              "group": "A"
            }
          },
          "unit": "short",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "sum by (instance) (websocket_connections{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{instance}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "16": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "cps",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "(sum by (code) (rate(chat_websocket_closes_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"code\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{code}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "17": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "ops",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "sum by (result) (rate(chat_recoveries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"result\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{result}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "18": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "ops",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "sum by (result) (rate(chat_presence_frames_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{result}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "19": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "list",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "ops",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "sum (rate(chat_presence_changes_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "changes",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "20": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "mps",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "One node"
        }
      },
      "targets": [
        {
          "expr": "sum by (direction) (rate(chat_bus_messages_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{direction}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "21": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 30,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1,
            "stacking": {
              "mode": "normal",
              "group": "A"
            }
          },
          "unit": "short",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "One node"
        }
      },
      "targets": [
        {
          "expr": "sum by (state) (chat_bus_state{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{state}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "22": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "ops",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "sum by (reason) (rate(chat_bus_filled_entries_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"reason\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{reason}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "23": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "ops",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "sum (rate(chat_bus_lost_batches_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "batches lost",
          "range": true,
          "instant": false
        },
        {
          "expr": "sum (rate(chat_bus_channels_behind_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "B",
          "legendFormat": "channels behind",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "24": {
      "type": "timeseries",
      "options": {
        "legend": {
          "displayMode": "list",
          "placement": "bottom",
          "showLegend": true,
          "calcs": [
            "mean",
            "max"
          ]
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "fieldConfig": {
        "overrides": [],
        "defaults": {
          "custom": {
            "lineWidth": 1,
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "short",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "One node"
        }
      },
      "targets": [
        {
          "expr": "sum (rate(chat_bus_batch_messages_sum{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(chat_bus_batch_messages_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "messages",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    }
  },
  "marks": [
    {
      "name": "Starts and deploys",
      "enable": true,
      "hide": false,
      "iconColor": "blue",
      "expr": "process_start_time_seconds{job=~\"$job\",instance=~\"$instance\"} * on (job, instance) group_left (version, commit) chat_build_info{job=~\"$job\",instance=~\"$instance\"} * 1000",
      "step": "60s",
      "useValueForTime": true,
      "titleFormat": "Started {{version}} {{commit}}",
      "textFormat": "{{instance}}",
      "tagKeys": "version,instance"
    },
    {
      "name": "Firing alerts",
      "enable": true,
      "hide": false,
      "iconColor": "red",
      "expr": "max by (alertname, objective, severity) (ALERTS{alertstate=\"firing\",objective!=\"\"})",
      "step": "60s",
      "titleFormat": "{{alertname}}",
      "textFormat": "{{objective}}",
      "tagKeys": "severity"
    }
  ]
};
