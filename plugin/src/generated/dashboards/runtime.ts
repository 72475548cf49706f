// Made by npm run generate from dashboards/src and the objectives.
import type { DrawnDashboard } from '@chatwatch/dashboards/browser';

/** The processes: event loop, CPU, memory and its growth, garbage collection, and what measuring costs. */
export const runtime: DrawnDashboard = {
  "name": "runtime",
  "title": "Runtime",
  "description": "The processes: event loop, CPU, memory and its growth, garbage collection, and what measuring costs.",
  "appPage": "runtime",
  "from": "now-6h",
  "rows": [
    {
      "title": "Now",
      "height": 8,
      "panels": [
        {
          "id": 1,
          "title": "Instances",
          "worry": "one is missing, runs another build than the rest, or has just started without a deploy.",
          "next": "memory before its end, and the log of its last minute.",
          "view": "table",
          "width": 16,
          "queries": [
            {
              "expr": "max by (instance, version, commit, node_version) (chat_build_info{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{version}} {{commit}}",
              "unit": "none",
              "description": "What runs on each instance."
            },
            {
              "expr": "min by (instance) (time() - process_start_time_seconds{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}}",
              "unit": "s",
              "description": "How long each process has been running."
            }
          ],
          "columns": [
            {
              "from": "instance",
              "title": "Instance"
            },
            {
              "from": "version",
              "title": "Version",
              "width": 100
            },
            {
              "from": "commit",
              "title": "Commit",
              "width": 110
            },
            {
              "from": "node_version",
              "title": "Node.js",
              "width": 110
            },
            {
              "from": 1,
              "title": "Running for",
              "width": 130
            }
          ]
        },
        {
          "id": 2,
          "title": "CPU, average",
          "worry": "it is red.",
          "next": "CPU by instance.",
          "view": "stat",
          "width": 8,
          "queries": [
            {
              "expr": "avg (process_cpu_utilization_ratio{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "CPU",
              "unit": "percentunit",
              "description": "Share of their cores that the processes use, on average."
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.6,
            "objective": "cpu-utilization"
          }
        }
      ]
    },
    {
      "title": "Event loop and CPU",
      "height": 8,
      "panels": [
        {
          "id": 3,
          "title": "Event loop, busy",
          "worry": "it nears 100 %: one more request makes all of them wait.",
          "next": "its delay beside it, and what multiplied on the API and realtime dashboards.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "max by (instance) (nodejs_eventloop_utilization_ratio{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}}",
              "unit": "percentunit",
              "description": "Share of the time since the last scrape that the event loop was busy."
            }
          ],
          "leadsTo": "api"
        },
        {
          "id": 4,
          "title": "Event loop, delay",
          "worry": "the longest delay is one that people feel: something blocks.",
          "next": "pauses of the garbage collector, slow operations on the API dashboard.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "max by (instance) (nodejs_eventloop_lag_p50_seconds{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}} p50",
              "unit": "s",
              "description": "Median delay of the event loop since the last scrape."
            },
            {
              "expr": "max by (instance) (nodejs_eventloop_lag_p99_seconds{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}} p99",
              "unit": "s",
              "description": "99th percentile of the delay of the event loop since the last scrape."
            },
            {
              "expr": "max by (instance) (nodejs_eventloop_lag_max_seconds{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}} longest",
              "unit": "s",
              "description": "Longest delay of the event loop since the last scrape."
            }
          ],
          "leadsTo": "api"
        },
        {
          "id": 5,
          "title": "CPU by instance",
          "worry": "an instance stays over the line, or one does the work of all.",
          "next": "own code against system beside it.",
          "view": "timeseries",
          "width": 8,
          "queries": [
            {
              "expr": "max by (instance) (process_cpu_utilization_ratio{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}}",
              "unit": "percentunit",
              "description": "Share of the cores that a process may use that it used since the last scrape."
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.6,
            "objective": "cpu-utilization"
          }
        },
        {
          "id": 6,
          "title": "CPU in own code and in the system",
          "worry": "the system’s part leads: many small writes to sockets, or swapping.",
          "next": "entries for each write on the realtime dashboard.",
          "view": "timeseries",
          "width": 24,
          "queries": [
            {
              "expr": "sum by (instance) (rate(process_cpu_user_seconds_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{instance}} own code",
              "unit": "percentunit",
              "description": "Share of one core that a process spends in its own code; 200 % is two cores."
            },
            {
              "expr": "sum by (instance) (rate(process_cpu_system_seconds_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{instance}} system",
              "unit": "percentunit",
              "description": "Share of one core that a process spends in the system."
            }
          ],
          "leadsTo": "realtime"
        }
      ]
    },
    {
      "title": "Memory",
      "height": 8,
      "panels": [
        {
          "id": 7,
          "title": "Memory in RAM",
          "worry": "it climbs without falling back.",
          "next": "whether the heap or the buffers climb.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "max by (instance) (process_resident_memory_bytes{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}}",
              "unit": "bytes",
              "description": "Memory of the process that is in RAM."
            }
          ]
        },
        {
          "id": 8,
          "title": "Heap and buffers",
          "worry": "used follows taken: the heap is short of room; buffers alone climb: queues of slow readers.",
          "next": "pauses of the garbage collector; queues on the realtime dashboard.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "max by (instance) (nodejs_heap_size_used_bytes{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}} used",
              "unit": "bytes",
              "description": "Heap in use by JavaScript objects."
            },
            {
              "expr": "max by (instance) (nodejs_heap_size_total_bytes{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}} taken",
              "unit": "bytes",
              "description": "Heap taken from the system."
            },
            {
              "expr": "max by (instance) (nodejs_external_memory_bytes{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}} buffers",
              "unit": "bytes",
              "description": "Memory of buffers and other objects off the heap."
            }
          ],
          "leadsTo": "realtime"
        },
        {
          "id": 9,
          "title": "Growth of memory in an hour",
          "worry": "it stays over the line when the process is no longer young.",
          "next": "the growth of the heap beside it: if it is flat, buffers grow.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "max by (instance) (deriv(process_resident_memory_bytes{job=~\"$job\",instance=~\"$instance\"}[1h]) * 3600 / avg_over_time(process_resident_memory_bytes{job=~\"$job\",instance=~\"$instance\"}[1h]) and process_resident_memory_bytes{job=~\"$job\",instance=~\"$instance\"} offset 1h)",
              "legend": "{{instance}}",
              "unit": "percentunit",
              "description": "What the memory of a process gains in an hour, as a share of its average, by the trend of the last hour.",
              "needs": "age"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 0.1,
            "objective": "memory-growth"
          },
          "canBeNegative": true
        },
        {
          "id": 10,
          "title": "Growth of the heap in an hour",
          "worry": "it stays over the line when the process is no longer young.",
          "next": "a heap snapshot of the instance, twice, with an hour between.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "max by (instance) (deriv(nodejs_heap_size_used_bytes{job=~\"$job\",instance=~\"$instance\"}[1h]) * 3600 and nodejs_heap_size_used_bytes{job=~\"$job\",instance=~\"$instance\"} offset 1h)",
              "legend": "{{instance}}",
              "unit": "bytes",
              "description": "What the heap of a process gains in an hour, by the trend of the last hour.",
              "needs": "age"
            }
          ],
          "limit": {
            "comparison": "atMost",
            "value": 52428800,
            "objective": "heap-growth"
          },
          "canBeNegative": true
        }
      ]
    },
    {
      "title": "Garbage collection",
      "height": 8,
      "panels": [
        {
          "id": 11,
          "title": "Time stopped for collections",
          "worry": "major collections take a share that shows in the delay of the event loop.",
          "next": "heap used against heap taken.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "max by (kind) (rate(nodejs_gc_duration_seconds_sum{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{kind}}",
              "unit": "percentunit",
              "description": "Share of the time that the garbage collector stops the process that it stops most, by kind of collection.",
              "needs": "collections"
            }
          ],
          "isStacked": true
        },
        {
          "id": 12,
          "title": "Pauses",
          "worry": "they are as long as the delays that people feel.",
          "next": "the growth of the heap.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "histogram_quantile(0.99, sum by (le, kind) (rate(nodejs_gc_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
              "legend": "{{kind}}",
              "unit": "s",
              "description": "99 % of the pauses of the garbage collector took at most this long, by kind.",
              "needs": "collections"
            }
          ]
        }
      ]
    },
    {
      "title": "Machine and measuring",
      "height": 8,
      "panels": [
        {
          "id": 13,
          "title": "File descriptors in use",
          "worry": "it nears 100 %: new connections are reset without a word.",
          "next": "connections on the realtime dashboard, and the limit of the process.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "max by (instance) (process_open_fds{job=~\"$job\",instance=~\"$instance\"} / (process_max_fds{job=~\"$job\",instance=~\"$instance\"} > 0))",
              "legend": "{{instance}}",
              "unit": "percentunit",
              "description": "Open file descriptors, sockets included, as a share of what the process may open."
            }
          ],
          "leadsTo": "realtime"
        },
        {
          "id": 14,
          "title": "Network",
          "worry": "it stays flat at the top: the line is full.",
          "next": "bytes by route on the API dashboard.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "sum by (interface) (rate(network_receive_bytes_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{interface}} in",
              "unit": "Bps",
              "description": "Bytes per second that the machines or containers receive."
            },
            {
              "expr": "sum by (interface) (rate(network_transmit_bytes_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
              "legend": "{{interface}} out",
              "unit": "Bps",
              "description": "Bytes per second that the machines or containers send."
            }
          ],
          "leadsTo": "api"
        },
        {
          "id": 15,
          "title": "Series of a scrape",
          "worry": "it keeps growing: a label has values without end.",
          "next": "which metric has the most series, in Prometheus itself.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "max by (instance) (chat_metrics_series{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}}",
              "unit": "short",
              "description": "Series that a scrape of the instance has."
            }
          ]
        },
        {
          "id": 16,
          "title": "Time of a scrape",
          "worry": "it shows in the delay of the event loop: measuring disturbs what is measured.",
          "next": "the series of a scrape.",
          "view": "timeseries",
          "width": 12,
          "queries": [
            {
              "expr": "max by (instance) (chat_metrics_scrape_duration_seconds{job=~\"$job\",instance=~\"$instance\"})",
              "legend": "{{instance}}",
              "unit": "s",
              "description": "Time an instance took to collect and write a scrape."
            }
          ]
        }
      ]
    }
  ],
  "drawings": {
    "1": {
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
              "options": "Instance"
            },
            "properties": []
          },
          {
            "matcher": {
              "id": "byName",
              "options": "Version"
            },
            "properties": [
              {
                "id": "custom.width",
                "value": 100
              }
            ]
          },
          {
            "matcher": {
              "id": "byName",
              "options": "Commit"
            },
            "properties": [
              {
                "id": "custom.width",
                "value": 110
              }
            ]
          },
          {
            "matcher": {
              "id": "byName",
              "options": "Node.js"
            },
            "properties": [
              {
                "id": "custom.width",
                "value": 110
              }
            ]
          },
          {
            "matcher": {
              "id": "byName",
              "options": "Running for"
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
                "id": "custom.width",
                "value": 130
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
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "max by (instance, version, commit, node_version) (chat_build_info{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{version}} {{commit}}",
          "instant": true,
          "range": false,
          "format": "table"
        },
        {
          "expr": "min by (instance) (time() - process_start_time_seconds{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "B",
          "legendFormat": "{{instance}}",
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
              "Time": true,
              "Value #A": true
            },
            "indexByName": {
              "instance": 0,
              "version": 1,
              "commit": 2,
              "node_version": 3,
              "Value #B": 4
            },
            "renameByName": {
              "instance": "Instance",
              "version": "Version",
              "commit": "Commit",
              "node_version": "Node.js",
              "Value #B": "Running for"
            }
          }
        }
      ]
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
                "value": 0.6,
                "color": "red"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "avg (process_cpu_utilization_ratio{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "CPU",
          "instant": true,
          "range": false
        }
      ],
      "transformations": []
    },
    "3": {
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
          "expr": "max by (instance) (nodejs_eventloop_utilization_ratio{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{instance}}",
          "range": true,
          "instant": false
        }
      ],
      "transformations": []
    },
    "4": {
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
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "max by (instance) (nodejs_eventloop_lag_p50_seconds{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{instance}} p50",
          "range": true,
          "instant": false
        },
        {
          "expr": "max by (instance) (nodejs_eventloop_lag_p99_seconds{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "B",
          "legendFormat": "{{instance}} p99",
          "range": true,
          "instant": false
        },
        {
          "expr": "max by (instance) (nodejs_eventloop_lag_max_seconds{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "C",
          "legendFormat": "{{instance}} longest",
          "range": true,
          "instant": false
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
                "value": 0.6,
                "color": "red"
              }
            ]
          },
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "max by (instance) (process_cpu_utilization_ratio{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{instance}}",
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
          "expr": "sum by (instance) (rate(process_cpu_user_seconds_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{instance}} own code",
          "range": true,
          "instant": false
        },
        {
          "expr": "sum by (instance) (rate(process_cpu_system_seconds_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "B",
          "legendFormat": "{{instance}} system",
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
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "max by (instance) (process_resident_memory_bytes{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{instance}}",
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
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "max by (instance) (nodejs_heap_size_used_bytes{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{instance}} used",
          "range": true,
          "instant": false
        },
        {
          "expr": "max by (instance) (nodejs_heap_size_total_bytes{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "B",
          "legendFormat": "{{instance}} taken",
          "range": true,
          "instant": false
        },
        {
          "expr": "max by (instance) (nodejs_external_memory_bytes{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "C",
          "legendFormat": "{{instance}} buffers",
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
            "fillOpacity": 5,
            "showPoints": "auto",
            "thresholdsStyle": {
              "mode": "dashed"
            },
            "axisSoftMax": 0.2
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
                "value": 0.1,
                "color": "red"
              }
            ]
          },
          "noValue": "Running for less than an hour"
        }
      },
      "targets": [
        {
          "expr": "max by (instance) (deriv(process_resident_memory_bytes{job=~\"$job\",instance=~\"$instance\"}[1h]) * 3600 / avg_over_time(process_resident_memory_bytes{job=~\"$job\",instance=~\"$instance\"}[1h]) and process_resident_memory_bytes{job=~\"$job\",instance=~\"$instance\"} offset 1h)",
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
            "axisSoftMax": 104857600
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
                "value": 52428800,
                "color": "red"
              }
            ]
          },
          "noValue": "Running for less than an hour"
        }
      },
      "targets": [
        {
          "expr": "max by (instance) (deriv(nodejs_heap_size_used_bytes{job=~\"$job\",instance=~\"$instance\"}[1h]) * 3600 and nodejs_heap_size_used_bytes{job=~\"$job\",instance=~\"$instance\"} offset 1h)",
          "refId": "A",
          "legendFormat": "{{instance}}",
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
          "noValue": "No collections"
        }
      },
      "targets": [
        {
          "expr": "max by (kind) (rate(nodejs_gc_duration_seconds_sum{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{kind}}",
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
          "noValue": "No collections"
        }
      },
      "targets": [
        {
          "expr": "histogram_quantile(0.99, sum by (le, kind) (rate(nodejs_gc_duration_seconds_bucket{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))) >= 0",
          "refId": "A",
          "legendFormat": "{{kind}}",
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
          "expr": "max by (instance) (process_open_fds{job=~\"$job\",instance=~\"$instance\"} / (process_max_fds{job=~\"$job\",instance=~\"$instance\"} > 0))",
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
              "mode": "off"
            },
            "axisSoftMin": 0,
            "axisSoftMax": 1024
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
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "sum by (interface) (rate(network_receive_bytes_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "A",
          "legendFormat": "{{interface}} in",
          "range": true,
          "instant": false
        },
        {
          "expr": "sum by (interface) (rate(network_transmit_bytes_total{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]))",
          "refId": "B",
          "legendFormat": "{{interface}} out",
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
          "expr": "max by (instance) (chat_metrics_series{job=~\"$job\",instance=~\"$instance\"})",
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
          "noValue": "No data: is the service scraped?"
        }
      },
      "targets": [
        {
          "expr": "max by (instance) (chat_metrics_scrape_duration_seconds{job=~\"$job\",instance=~\"$instance\"})",
          "refId": "A",
          "legendFormat": "{{instance}}",
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
