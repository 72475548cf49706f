// Made by npm run generate from dashboards/src and the objectives.
import type { DrawnDashboard } from '@chatwatch/dashboards/browser';

/** Requests to the HTTP API by route: how many, how fast, how many fail, and who is refused. */
export const api: DrawnDashboard = {
  "name": "api",
  "title": "API",
  "description": "Requests to the HTTP API by route: how many, how fast, how many fail, and who is refused.",
  "appPage": "api",
  "from": "now-6h",
  "rows": [
    {
      "title": "Now",
      "height": 4,
      "panels": [
        {
          "id": 1,
          "title": "Requests",
          "worry": "it is far from what this hour usually has.",
          "next": "requests by route.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "sum (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))",
              "legend": "requests",
              "unit": "reqps",
              "description": "Answered requests per second.",
              "needs": "requests"
            }
          ]
        },
        {
          "id": 2,
          "title": "Failed",
          "worry": "it is red. Zero is no failures, ‘No traffic’ is none asked.",
          "next": "failures by route.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "(sum (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\",status_code=~\"5..\"}[$__rate_interval])) or sum (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) * 0) / (sum (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) > 0)",
              "legend": "failed",
              "unit": "percentunit",
              "description": "Share of requests that failed through a fault of the service (5xx); 0 % is none, and no value no traffic.",
              "needs": "requests"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.001,
            "objective": "error-rate"
          }
        },
        {
          "id": 3,
          "title": "Response time, 95 %",
          "worry": "it is red.",
          "next": "the slowest routes.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
              "legend": "p95",
              "unit": "s",
              "description": "95 % of the responses took at most this long.",
              "hasExemplars": true,
              "needs": "requests"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.2,
            "objective": "api-response-time"
          }
        },
        {
          "id": 4,
          "title": "Response size, 99 %",
          "worry": "it is red.",
          "next": "bytes by route.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "histogram_quantile(0.99, sum by (le) (rate(http_response_size_bytes_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
              "legend": "p99",
              "unit": "bytes",
              "description": "99 % of the responses have at most this size on the wire.",
              "needs": "requests"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 102400,
            "objective": "payload-size"
          }
        }
      ]
    },
    {
      "title": "Traffic and failures",
      "height": 8,
      "panels": [
        {
          "id": 5,
          "title": "Requests by route",
          "worry": "one route has most of the traffic and did not before.",
          "next": "its response time, and who asks: rate limits below.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "topk(10, sum by (method, route) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])))",
              "legend": "{{method}} {{route}}",
              "unit": "reqps",
              "description": "Answered requests per second of the ten busiest routes.",
              "needs": "requests"
            }
          ]
        },
        {
          "id": 6,
          "title": "Failures by route",
          "worry": "anything but none stays.",
          "next": "faults by source on the data dashboard, and the log of the moment.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (route, status_code) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\",status_code=~\"5..\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"route\", \"none\", \"\", \"\")",
              "legend": "{{route}} {{status_code}}",
              "unit": "reqps",
              "description": "Requests per second that failed through a fault of the service, by route and status."
            }
          ],
          "leadsTo": "data"
        },
        {
          "id": 7,
          "title": "Refusals by status",
          "worry": "401 or 403 rise: a token expired, or someone is trying; 429: a limit is too tight or someone too eager.",
          "next": "rate limits below.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (status_code) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\",status_code=~\"4..\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"status_code\", \"none\", \"\", \"\")",
              "legend": "{{status_code}}",
              "unit": "reqps",
              "description": "Requests per second that were refused (4xx), by status."
            }
          ]
        }
      ]
    },
    {
      "title": "Response time",
      "height": 9,
      "panels": [
        {
          "id": 8,
          "title": "Response time",
          "worry": "the 95th percentile stays over the line.",
          "next": "the slowest routes; the diamonds are examples, and their request id is in the log.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "histogram_quantile(0.5, sum by (le) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
              "legend": "p50",
              "unit": "s",
              "description": "Half of the responses took at most this long.",
              "needs": "requests"
            },
            {
              "expr": "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
              "legend": "p95",
              "unit": "s",
              "description": "95 % of the responses took at most this long.",
              "hasExemplars": true,
              "needs": "requests"
            },
            {
              "expr": "histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
              "legend": "p99",
              "unit": "s",
              "description": "99 % of the responses took at most this long.",
              "needs": "requests"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.2,
            "objective": "api-response-time"
          }
        },
        {
          "id": 9,
          "title": "Spread of response times",
          "worry": "a second band appears above the first: one kind of request has become slow.",
          "next": "the slowest routes; the diamonds are examples, and their request id is in the log.",
          "view": "heatmap",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (le) (increase(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))",
              "legend": "{{le}}",
              "unit": "s",
              "description": "How many responses took how long.",
              "isHeatmap": true,
              "needs": "requests"
            }
          ]
        },
        {
          "id": 10,
          "title": "Slowest routes",
          "worry": "a busy route stays over the line.",
          "next": "queries by operation and the cache on the data dashboard.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "topk(10, histogram_quantile(0.95, sum by (le, method, route) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0)",
              "legend": "{{method}} {{route}}",
              "unit": "s",
              "description": "95 % of the responses of a route took at most this long; the ten slowest.",
              "needs": "requests"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.2,
            "objective": "api-response-time"
          },
          "leadsTo": "data"
        },
        {
          "id": 11,
          "title": "Slow operations",
          "worry": "one kind rises: it names where the time goes.",
          "next": "for queries the data dashboard, for fan-out and deliveries the realtime dashboard.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (kind) (rate(chat_slow_operations_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"kind\", \"none\", \"\", \"\")",
              "legend": "{{kind}}",
              "unit": "ops",
              "description": "Requests, queries and deliveries per second that took longer than the bound of an objective."
            }
          ],
          "leadsTo": "data"
        }
      ]
    },
    {
      "title": "Routes now",
      "height": 10,
      "panels": [
        {
          "id": 12,
          "title": "Routes",
          "shows": "Every route with traffic: requests per second, share of failures, and 95th percentile of response time.",
          "worry": "a route is red that is not usually.",
          "next": "the same route over time, above.",
          "view": "table",
          "width": 24,
          "queries": [
            {
              "expr": "sum by (method, route) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) > 0",
              "legend": "{{method}} {{route}}",
              "unit": "reqps",
              "description": "Requests per second of each route.",
              "needs": "requests"
            },
            {
              "expr": "(sum by (method, route) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\",status_code=~\"5..\"}[$__rate_interval])) or sum by (method, route) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) * 0) / (sum by (method, route) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) > 0)",
              "legend": "{{method}} {{route}}",
              "unit": "percentunit",
              "description": "Share of the requests of each route that failed through a fault of the service.",
              "needs": "requests"
            },
            {
              "expr": "histogram_quantile(0.95, sum by (le, method, route) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
              "legend": "{{method}} {{route}}",
              "unit": "s",
              "description": "95 % of the responses of each route took at most this long.",
              "needs": "requests"
            }
          ],
          "columns": [
            {
              "from": "method",
              "title": "Method",
              "width": 90
            },
            {
              "from": "route",
              "title": "Route"
            },
            {
              "from": 0,
              "title": "Requests"
            },
            {
              "from": 1,
              "title": "Failed",
              "limit": {
                "comparison": "atMost",
                "value": 0.001,
                "objective": "error-rate"
              }
            },
            {
              "from": 2,
              "title": "Response time, 95 %",
              "limit": {
                "comparison": "atMost",
                "value": 0.2,
                "objective": "api-response-time"
              }
            }
          ]
        }
      ]
    },
    {
      "title": "Size and limits",
      "height": 8,
      "panels": [
        {
          "id": 13,
          "title": "Requests in flight",
          "worry": "it climbs and does not fall back: more arrives than is answered.",
          "next": "the event loop on the runtime dashboard.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (instance) (http_requests_in_flight{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}}",
              "unit": "short",
              "description": "Requests that have arrived and are not answered yet."
            }
          ],
          "leadsTo": "runtime"
        },
        {
          "id": 14,
          "title": "Response size",
          "worry": "the 99th percentile stays over the line.",
          "next": "bytes by route.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "histogram_quantile(0.99, sum by (le) (rate(http_response_size_bytes_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
              "legend": "p99",
              "unit": "bytes",
              "description": "99 % of the responses have at most this size on the wire.",
              "needs": "requests"
            },
            {
              "expr": "sum (rate(http_response_size_bytes_sum{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) / (sum (rate(http_response_size_bytes_count{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) > 0)",
              "legend": "average",
              "unit": "bytes",
              "description": "Average size of responses on the wire.",
              "needs": "requests"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 102400,
            "objective": "payload-size"
          }
        },
        {
          "id": 15,
          "title": "Bytes by route",
          "worry": "a route sends much more than its requests explain.",
          "next": "whether its clients accept compression.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (route) (rate(http_response_size_bytes_sum{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))",
              "legend": "{{route}}",
              "unit": "Bps",
              "description": "Bytes of responses per second by route.",
              "needs": "requests"
            }
          ],
          "isStacked": true
        },
        {
          "id": 16,
          "title": "Rate limits",
          "worry": "people in good faith are refused.",
          "next": "refusals by status, and the limits in the configuration.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (limit) (rate(chat_rate_limited_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"limit\", \"none\", \"\", \"\")",
              "legend": "{{limit}}",
              "unit": "reqps",
              "description": "Requests and frames per second that were refused for going over a limit."
            }
          ]
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
          "unit": "reqps",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "sum (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "requests",
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
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "(sum (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\",status_code=~\"5..\"}[$__rate_interval])) or sum (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) * 0) / (sum (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "failed",
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
                "value": 0.2,
                "color": "red"
              }
            ]
          },
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "p95",
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
          "unit": "bytes",
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
                "value": 102400,
                "color": "red"
              }
            ]
          },
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.99, sum by (le) (rate(http_response_size_bytes_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "p99",
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
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "reqps",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "topk(10, sum by (method, route) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])))",
          "refId": "A",
          "legendFormat": "{{method}} {{route}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "6": {
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
          "unit": "reqps",
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
          "expr": "sum by (route, status_code) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\",status_code=~\"5..\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"route\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{route}} {{status_code}}",
          "range": true,
          "instant": false
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
            "axisSoftMax": 1
          },
          "unit": "reqps",
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
          "expr": "sum by (status_code) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\",status_code=~\"4..\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"status_code\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{status_code}}",
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
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "dashed"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 0.4
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
                "value": 0.2,
                "color": "red"
              }
            ]
          },
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.5, sum by (le) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "p50",
          "range": true,
          "instant": false
        },
        {
          "expr": "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
          "refId": "B",
          "legendFormat": "p95",
          "range": true,
          "instant": false,
          "exemplar": true
        },
        {
          "expr": "histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
          "refId": "C",
          "legendFormat": "p99",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "9": {
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
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "sum by (le) (increase(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{le}}",
          "range": true,
          "instant": false,
          "format": "heatmap"
        }
      ],
      "transformations": []
    },
    "10": {
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
            "axisSoftMax": 0.4
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
                "value": 0.2,
                "color": "red"
              }
            ]
          },
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "topk(10, histogram_quantile(0.95, sum by (le, method, route) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0)",
          "refId": "A",
          "legendFormat": "{{method}} {{route}}",
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
          "expr": "sum by (kind) (rate(chat_slow_operations_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"kind\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{kind}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "12": {
      "type": "table",
      "options": {
        "frameIndex": 0,
        "showHeader": true,
        "showTypeIcons": false,
        "footer": {
          "show": false,
          "reducer": [],
          "countRows": false
        },
        "cellHeight": "sm"
      },
      "fieldConfig": {
        "overrides": [
          {
            "matcher": {
              "id": "byName",
              "options": "Method"
            },
            "properties": [
              {
                "id": "custom.width",
                "value": 90
              }
            ]
          },
          {
            "matcher": {
              "id": "byName",
              "options": "Route"
            },
            "properties": []
          },
          {
            "matcher": {
              "id": "byName",
              "options": "Requests"
            },
            "properties": [
              {
                "id": "unit",
                "value": "reqps"
              },
              {
                "id": "noValue",
                "value": "–"
              }
            ]
          },
          {
            "matcher": {
              "id": "byName",
              "options": "Failed"
            },
            "properties": [
              {
                "id": "unit",
                "value": "percentunit"
              },
              {
                "id": "noValue",
                "value": "–"
              },
              {
                "id": "decimals",
                "value": 3
              },
              {
                "id": "thresholds",
                "value": {
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
                }
              },
              {
                "id": "custom.cellOptions",
                "value": {
                  "type": "color-text"
                }
              }
            ]
          },
          {
            "matcher": {
              "id": "byName",
              "options": "Response time, 95 %"
            },
            "properties": [
              {
                "id": "unit",
                "value": "s"
              },
              {
                "id": "noValue",
                "value": "–"
              },
              {
                "id": "thresholds",
                "value": {
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
                      "value": 0.2,
                      "color": "red"
                    }
                  ]
                }
              },
              {
                "id": "custom.cellOptions",
                "value": {
                  "type": "color-text"
                }
              }
            ]
          }
        ],
        "defaults": {
          "custom": {
            "align": "auto",
            "inspect": false
          },
          "unit": "none",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "sum by (method, route) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) > 0",
          "refId": "A",
          "legendFormat": "{{method}} {{route}}",
          "instant": true,
          "range": false,
          "format": "table"
        },
        {
          "expr": "(sum by (method, route) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\",status_code=~\"5..\"}[$__rate_interval])) or sum by (method, route) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) * 0) / (sum by (method, route) (rate(http_requests_total{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) > 0)",
          "refId": "B",
          "legendFormat": "{{method}} {{route}}",
          "instant": true,
          "range": false,
          "format": "table"
        },
        {
          "expr": "histogram_quantile(0.95, sum by (le, method, route) (rate(http_request_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
          "refId": "C",
          "legendFormat": "{{method}} {{route}}",
          "instant": true,
          "range": false,
          "format": "table"
        }
      ],
      "transformations": [
        {
          "id": "merge",
          "options": {}
        },
        {
          "id": "organize",
          "options": {
            "excludeByName": {
              "Time": true
            },
            "indexByName": {
              "method": 0,
              "route": 1,
              "Value #A": 2,
              "Value #B": 3,
              "Value #C": 4
            },
            "renameByName": {
              "method": "Method",
              "route": "Route",
              "Value #A": "Requests",
              "Value #B": "Failed",
              "Value #C": "Response time, 95 %"
            }
          }
        }
      ]
    },
    "13": {
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
          "expr": "sum by (instance) (http_requests_in_flight{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{instance}}",
          "range": true,
          "instant": false
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
              "mode": "dashed"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 204800
          },
          "unit": "bytes",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              },
              {
                "value": 102400,
                "color": "red"
              }
            ]
          },
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.99, sum by (le) (rate(http_response_size_bytes_bucket{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "p99",
          "range": true,
          "instant": false
        },
        {
          "expr": "sum (rate(http_response_size_bytes_sum{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) / (sum (rate(http_response_size_bytes_count{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval])) > 0)",
          "refId": "B",
          "legendFormat": "average",
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
            "axisSoftMax": 1024,
            "stacking": {
              "mode": "normal",
              "group": "A"
            }
          },
          "unit": "Bps",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              }
            ]
          },
          "noValue": "No traffic"
        }
      },
      "targets": [
        {
          "expr": "sum by (route) (rate(http_response_size_bytes_sum{job=~\"$job\",instance=~\"$instance\",route!~\"/livez|/readyz|/metrics\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{route}}",
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
          "unit": "reqps",
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
          "expr": "sum by (limit) (rate(chat_rate_limited_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"limit\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{limit}}",
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
