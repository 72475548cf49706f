import { inRoot } from '../../lib/project.mjs';

/**
 * Scrapes itself and a backend on its usual port, which needs METRICS_PUBLIC=on there, and judges it by the rules of the
 * objectives.
 * @param {number} port
 * @param {number | undefined} alertmanagerPort
 */
export function prometheusConfig(port, alertmanagerPort) {
  const alerting = `
alerting:
  alertmanagers:
    - static_configs: [{ targets: ['127.0.0.1:${alertmanagerPort}'] }]
`;
  return `global:
  scrape_interval: 5s
  evaluation_interval: 5s
rule_files:
  - ${JSON.stringify(inRoot('provisioning/prometheus/rules/*.yml'))}
scrape_configs:
  - job_name: prometheus
    static_configs: [{ targets: ['127.0.0.1:${port}'] }]
  - job_name: chatwatch
    static_configs: [{ targets: ['127.0.0.1:3000'] }]
${alertmanagerPort ? alerting : ''}`;
}

/** Takes alerts and tells nobody. */
export const alertmanagerConfig = `route:
  receiver: nobody
receivers:
  - name: nobody
`;
