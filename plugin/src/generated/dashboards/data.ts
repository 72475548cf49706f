// Made by npm run generate from dashboards/src and the objectives.
import type { DrawnDashboard } from '@chatwatch/dashboards/browser';

/** The database by query, durable writes, the cache by level and group, MongoDB’s pool, and Redis. */
export const data: DrawnDashboard = {
  "name": "data",
  "title": "Data",
  "description": "The database by query, durable writes, the cache by level and group, MongoDB’s pool, and Redis.",
  "appPage": "data",
  "from": "now-6h",
  "rows": [
    {
      "title": "Now",
      "height": 4,
      "panels": [
        {
          "id": 1,
          "title": "Query time, average",
          "worry": "it is red.",
          "next": "the slowest queries.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "sum (rate(database_query_duration_seconds_sum{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(database_query_duration_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
              "legend": "average",
              "unit": "s",
              "description": "Average time of a database query.",
              "needs": "queries"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.05,
            "objective": "database-query-time"
          }
        },
        {
          "id": 2,
          "title": "Failed queries",
          "worry": "it is over zero for longer than a restart of the database takes. ‘No queries’ is none asked.",
          "next": "faults by source.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "(sum (rate(database_query_errors_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or sum (rate(database_query_duration_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) * 0) / (sum (rate(database_query_duration_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
              "legend": "failed",
              "unit": "percentunit",
              "description": "Share of database queries that failed; 0 % is none, and no value no queries.",
              "needs": "queries"
            }
          ]
        },
        {
          "id": 3,
          "title": "Cache hit rate",
          "worry": "it is red.",
          "next": "the groups: one of them stopped being answered.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "(sum (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",result=~\"hit|stale\"}[$__rate_interval])) or sum (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",level=\"l1\"}[$__rate_interval])) * 0) / (sum (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",level=\"l1\"}[$__rate_interval])) > 0)",
              "legend": "answered",
              "unit": "percentunit",
              "description": "Share of lookups that the cache answered, on either level; only level 1 sees every lookup once.",
              "needs": "lookups"
            }
          ],
          "limit": {
            "comparison": "atLeast",
            "value": 0.8,
            "objective": "cache-hit-rate"
          }
        },
        {
          "id": 4,
          "title": "Disk left",
          "worry": "it nears nothing: writes will fail.",
          "next": "uploads on the business dashboard.",
          "view": "stat",
          "width": 6,
          "queries": [
            {
              "expr": "min by (instance) (disk_free_bytes{job=~\"$job\",instance=~\"$instance\"} / (disk_size_bytes{job=~\"$job\",instance=~\"$instance\"} > 0))",
              "legend": "{{instance}}",
              "unit": "percentunit",
              "description": "Space left on the disk of the data directory."
            }
          ],
          "leadsTo": "business"
        }
      ]
    },
    {
      "title": "Database",
      "height": 9,
      "panels": [
        {
          "id": 5,
          "title": "Queries",
          "worry": "one kind multiplies without its requests doing so: something asks once for each item.",
          "next": "the cache: a group that misses asks the database.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (operation, collection) (rate(database_query_duration_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{operation}} {{collection}}",
              "unit": "ops",
              "description": "Database queries per second by operation and collection.",
              "needs": "queries"
            }
          ],
          "isStacked": true
        },
        {
          "id": 6,
          "title": "Query time",
          "worry": "the average stays over the line.",
          "next": "the slowest queries beside it.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum (rate(database_query_duration_seconds_sum{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(database_query_duration_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
              "legend": "average",
              "unit": "s",
              "description": "Average time of a database query.",
              "needs": "queries"
            },
            {
              "expr": "histogram_quantile(0.95, sum by (le) (rate(database_query_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
              "legend": "p95",
              "unit": "s",
              "description": "95 % of the database queries took at most this long.",
              "needs": "queries"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.05,
            "objective": "database-query-time"
          }
        },
        {
          "id": 7,
          "title": "Slowest queries",
          "worry": "a frequent one is far over the others.",
          "next": "whether it still has its index, in the page about queries.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "topk(10, histogram_quantile(0.95, sum by (le, operation, collection) (rate(database_query_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0)",
              "legend": "{{operation}} {{collection}}",
              "unit": "s",
              "description": "95 % of the queries of a kind took at most this long; the ten slowest.",
              "needs": "queries"
            }
          ]
        },
        {
          "id": 8,
          "title": "Spread of query times",
          "worry": "a second band appears: a query that lost its index, or a lock.",
          "next": "the slowest queries.",
          "view": "heatmap",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (le) (increase(database_query_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{le}}",
              "unit": "s",
              "description": "How many database queries took how long.",
              "isHeatmap": true,
              "needs": "queries"
            }
          ]
        },
        {
          "id": 9,
          "title": "Faults by source",
          "worry": "a source but none stays for longer than a restart takes.",
          "next": "the log of that moment.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (source) (rate(chat_errors_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"source\", \"none\", \"\", \"\")",
              "legend": "{{source}}",
              "unit": "ops",
              "description": "Failures per second of the service or of what it stands on, by where they showed."
            }
          ]
        }
      ]
    },
    {
      "title": "Writes and disk",
      "height": 8,
      "panels": [
        {
          "id": 10,
          "title": "Durable commits",
          "worry": "it climbs: the disk, or the majority of the replica set, is slow.",
          "next": "writes for each commit beside it: groups grow while they wait.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "histogram_quantile(0.99, sum by (le) (rate(chat_commit_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
              "legend": "p99",
              "unit": "s",
              "description": "99 % of the durable commits of a group of writes took at most this long.",
              "needs": "commits"
            }
          ]
        },
        {
          "id": 11,
          "title": "Writes for each commit",
          "worry": "it grows and delivery time with it: writes wait for each other.",
          "next": "stage persist on the realtime dashboard.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum (rate(chat_commit_writes_sum{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(chat_commit_writes_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
              "legend": "writes",
              "unit": "short",
              "description": "Writes that were committed together, on average.",
              "needs": "commits"
            }
          ],
          "leadsTo": "realtime"
        },
        {
          "id": 12,
          "title": "Disk left over time",
          "worry": "its line meets zero within the time that it takes to add space.",
          "next": "uploads on the business dashboard.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "min by (instance) (disk_free_bytes{job=~\"$job\",instance=~\"$instance\"} / (disk_size_bytes{job=~\"$job\",instance=~\"$instance\"} > 0))",
              "legend": "{{instance}}",
              "unit": "percentunit",
              "description": "Space left on the disk of the data directory."
            }
          ],
          "leadsTo": "business"
        }
      ]
    },
    {
      "title": "Cache",
      "height": 8,
      "panels": [
        {
          "id": 13,
          "title": "Hit rate by group",
          "worry": "a group stays under the line.",
          "next": "its evictions, and whether a deploy emptied it.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "(sum by (group) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",result=~\"hit|stale\"}[$__rate_interval])) or sum by (group) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",level=\"l1\"}[$__rate_interval])) * 0) / (sum by (group) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",level=\"l1\"}[$__rate_interval])) > 0)",
              "legend": "{{group}}",
              "unit": "percentunit",
              "description": "Share of lookups that the cache answered, on either level, by what is cached.",
              "needs": "lookups"
            }
          ],
          "limit": {
            "comparison": "atLeast",
            "value": 0.8,
            "objective": "cache-hit-rate"
          }
        },
        {
          "id": 14,
          "title": "Hit rate by level",
          "worry": "level 2 answers little: what one node loads does not help the others.",
          "next": "Redis below.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "(sum by (level) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",result=~\"hit|stale\"}[$__rate_interval])) or sum by (level) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) * 0) / (sum by (level) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
              "legend": "{{level}}",
              "unit": "percentunit",
              "description": "Share of the lookups of a level that it answered; level 2 sees only what level 1 missed.",
              "needs": "lookups"
            }
          ]
        },
        {
          "id": 15,
          "title": "Lookups",
          "worry": "misses grow faster than hits.",
          "next": "the hit rate by group.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (level, result) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{level}} {{result}}",
              "unit": "ops",
              "description": "Lookups per second by level and result; stale is answered at once and renewed behind.",
              "needs": "lookups"
            }
          ],
          "isStacked": true
        },
        {
          "id": 16,
          "title": "Loads from the source",
          "worry": "a group climbs: misses have become expensive.",
          "next": "the slowest queries.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "histogram_quantile(0.95, sum by (le, group) (rate(cache_load_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
              "legend": "{{group}}",
              "unit": "s",
              "description": "95 % of the values that were not cached were read from their source in at most this time.",
              "needs": "loads"
            }
          ]
        },
        {
          "id": 17,
          "title": "Loads that were shared",
          "worry": "it jumps: something that many read at once falls out of the cache.",
          "next": "evictions beside it.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (group) (rate(cache_loads_shared_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"group\", \"none\", \"\", \"\")",
              "legend": "{{group}}",
              "unit": "ops",
              "description": "Lookups per second that waited for a load under way instead of loading as well: stampedes avoided."
            }
          ]
        },
        {
          "id": 18,
          "title": "Evictions",
          "worry": "they keep pace with lookups: the cache is too small for what is read.",
          "next": "memory on the runtime dashboard, before giving it more.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (group) (rate(cache_evictions_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"group\", \"none\", \"\", \"\")",
              "legend": "{{group}}",
              "unit": "ops",
              "description": "Values per second that made room for others."
            }
          ],
          "leadsTo": "runtime"
        }
      ]
    },
    {
      "title": "MongoDB",
      "height": 8,
      "panels": [
        {
          "id": 19,
          "title": "Pool",
          "worry": "none is idle: calls wait for each other.",
          "next": "the wait for a connection beside it.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (state) (chat_mongodb_pool_connections{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{state}}",
              "unit": "short",
              "description": "Open connections to MongoDB, by whether a call uses them; zero where documents are in SQLite."
            }
          ],
          "isStacked": true
        },
        {
          "id": 20,
          "title": "Wait for a connection",
          "worry": "it is a part of the query time that can be seen.",
          "next": "the slowest queries: they hold the connections.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "histogram_quantile(0.99, sum by (le) (rate(chat_mongodb_pool_checkout_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
              "legend": "p99",
              "unit": "s",
              "description": "99 % of the calls waited at most this long for a connection to MongoDB.",
              "needs": "checkouts"
            }
          ]
        },
        {
          "id": 21,
          "title": "Calls without a connection",
          "worry": "it is anything but none: requests fail.",
          "next": "whether the replica set has a primary.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "sum by (reason) (rate(chat_mongodb_pool_checkout_failures_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"reason\", \"none\", \"\", \"\")",
              "legend": "{{reason}}",
              "unit": "ops",
              "description": "Calls per second that got no connection to MongoDB, by reason."
            }
          ]
        }
      ]
    },
    {
      "title": "Redis",
      "height": 8,
      "panels": [
        {
          "id": 22,
          "title": "Redis answers",
          "worry": "it falls from 1. Always 0 is a service without Redis.",
          "next": "what was done without it, at the end of this row.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "max by (instance) (chat_redis_up{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}}",
              "unit": "none",
              "description": "Whether Redis answers each node: 1, or 0 while it does not; always 0 where none is used."
            }
          ]
        },
        {
          "id": 23,
          "title": "Calls",
          "worry": "one use multiplies without traffic doing so.",
          "next": "lookups of the cache, changes of presence.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (use) (rate(chat_redis_call_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{use}}",
              "unit": "ops",
              "description": "Commands to Redis per second by what they were for.",
              "needs": "redis"
            }
          ],
          "isStacked": true
        },
        {
          "id": 24,
          "title": "Call time",
          "worry": "it nears what a query takes: the second level saves nothing.",
          "next": "the event loop on the runtime dashboard: it may be us who are late.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "histogram_quantile(0.99, sum by (le, use) (rate(chat_redis_call_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
              "legend": "{{use}}",
              "unit": "s",
              "description": "99 % of the commands to Redis took at most this long, by what they were for.",
              "needs": "redis"
            }
          ],
          "leadsTo": "runtime"
        },
        {
          "id": 25,
          "title": "Done without Redis",
          "worry": "it goes on: limits count for each node alone, and nodes read the store.",
          "next": "what nodes missed on the realtime dashboard.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (use, reason) (rate(chat_redis_failures_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"use\", \"none\", \"\", \"\")",
              "legend": "{{use}} {{reason}}",
              "unit": "ops",
              "description": "What was done without Redis per second: a command failed, or Redis was away and not asked."
            }
          ],
          "leadsTo": "realtime"
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
          "noValue": "No queries"
        }
      },
      "targets": [
        {
          "expr": "sum (rate(database_query_duration_seconds_sum{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(database_query_duration_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "average",
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
              }
            ]
          },
          "noValue": "No queries"
        }
      },
      "targets": [
        {
          "expr": "(sum (rate(database_query_errors_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or sum (rate(database_query_duration_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) * 0) / (sum (rate(database_query_duration_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
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
                "color": "red"
              },
              {
                "value": 0.8,
                "color": "green"
              }
            ]
          },
          "noValue": "No lookups"
        }
      },
      "targets": [
        {
          "expr": "(sum (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",result=~\"hit|stale\"}[$__rate_interval])) or sum (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",level=\"l1\"}[$__rate_interval])) * 0) / (sum (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",level=\"l1\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "answered",
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
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "min by (instance) (disk_free_bytes{job=~\"$job\",instance=~\"$instance\"} / (disk_size_bytes{job=~\"$job\",instance=~\"$instance\"} > 0))",
          "refId": "A",
          "legendFormat": "{{instance}}",
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
          "noValue": "No queries"
        }
      },
      "targets": [
        {
          "expr": "sum by (operation, collection) (rate(database_query_duration_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{operation}} {{collection}}",
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
          "noValue": "No queries"
        }
      },
      "targets": [
        {
          "expr": "sum (rate(database_query_duration_seconds_sum{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(database_query_duration_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "average",
          "range": true,
          "instant": false
        },
        {
          "expr": "histogram_quantile(0.95, sum by (le) (rate(database_query_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
          "refId": "B",
          "legendFormat": "p95",
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
          "noValue": "No queries"
        }
      },
      "targets": [
        {
          "expr": "topk(10, histogram_quantile(0.95, sum by (le, operation, collection) (rate(database_query_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0)",
          "refId": "A",
          "legendFormat": "{{operation}} {{collection}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "8": {
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
          "noValue": "No queries"
        }
      },
      "targets": [
        {
          "expr": "sum by (le) (increase(database_query_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{le}}",
          "range": true,
          "instant": false,
          "format": "heatmap"
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
          "expr": "sum by (source) (rate(chat_errors_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"source\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{source}}",
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
          "noValue": "No commits"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.99, sum by (le) (rate(chat_commit_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "p99",
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
          "noValue": "No commits"
        }
      },
      "targets": [
        {
          "expr": "sum (rate(chat_commit_writes_sum{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) / (sum (rate(chat_commit_writes_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "writes",
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
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "min by (instance) (disk_free_bytes{job=~\"$job\",instance=~\"$instance\"} / (disk_size_bytes{job=~\"$job\",instance=~\"$instance\"} > 0))",
          "refId": "A",
          "legendFormat": "{{instance}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
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
              "mode": "dashed"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1
          },
          "unit": "percentunit",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "value": null,
                "color": "text"
              },
              {
                "value": 0.8,
                "color": "green"
              }
            ]
          },
          "noValue": "No lookups"
        }
      },
      "targets": [
        {
          "expr": "(sum by (group) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",result=~\"hit|stale\"}[$__rate_interval])) or sum by (group) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",level=\"l1\"}[$__rate_interval])) * 0) / (sum by (group) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",level=\"l1\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "{{group}}",
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
          "noValue": "No lookups"
        }
      },
      "targets": [
        {
          "expr": "(sum by (level) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\",result=~\"hit|stale\"}[$__rate_interval])) or sum by (level) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) * 0) / (sum by (level) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) > 0)",
          "refId": "A",
          "legendFormat": "{{level}}",
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
          "noValue": "No lookups"
        }
      },
      "targets": [
        {
          "expr": "sum by (level, result) (rate(cache_requests_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{level}} {{result}}",
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
          "noValue": "No loads"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.95, sum by (le, group) (rate(cache_load_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "{{group}}",
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
          "expr": "sum by (group) (rate(cache_loads_shared_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"group\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{group}}",
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
          "expr": "sum by (group) (rate(cache_evictions_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"group\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{group}}",
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
          "expr": "sum by (state) (chat_mongodb_pool_connections{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{state}}",
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
          "noValue": "No MongoDB"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.99, sum by (le) (rate(chat_mongodb_pool_checkout_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "p99",
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
          "expr": "sum by (reason) (rate(chat_mongodb_pool_checkout_failures_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"reason\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{reason}}",
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
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "max by (instance) (chat_redis_up{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{instance}}",
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
          "noValue": "No Redis"
        }
      },
      "targets": [
        {
          "expr": "sum by (use) (rate(chat_redis_call_seconds_count{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{use}}",
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
          "noValue": "No Redis"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.99, sum by (le, use) (rate(chat_redis_call_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "{{use}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "25": {
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
          "expr": "sum by (use, reason) (rate(chat_redis_failures_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval])) or on () label_replace(sum (chat_build_info{job=~\"$job\",instance=~\"$instance\"}) * 0, \"use\", \"none\", \"\", \"\")",
          "refId": "A",
          "legendFormat": "{{use}} {{reason}}",
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
