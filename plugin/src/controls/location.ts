import { locationService } from '@grafana/runtime';

/** A place within Grafana. */
interface Place {
  pathname: string;
  search: string;
}

/** Where the reader is at this moment. The types of `history`, which Grafana's refer to, are not part of its packages. */
export const here = (): Place => locationService.getLocation() as Place;

/** Goes to a place, as one step of the browser's history. */
export const go = (place: Place): void => {
  locationService.push(place);
};
