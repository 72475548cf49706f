export { byUrgency, healthColour, healthIcon, healthOf, healthWord, type Health } from './health';
export { HealthBadge } from './health-badge';
