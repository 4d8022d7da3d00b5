/** The way to a place: for the map app of a phone, and on a map that needs none. Nothing is loaded from there. */

interface MapLinks {
  /** `geo:`, which a phone opens in the app of its owner. */
  readonly app: string;
  readonly page: string;
}

/** @param lat degrees north @param lng degrees east; to about a metre */
export function mapLinks(lat: number, lng: number): MapLinks {
  const [north, east] = [lat.toFixed(5), lng.toFixed(5)];
  return {
    app: `geo:${north},${east}?q=${north},${east}`,
    page: `https://www.openstreetmap.org/?mlat=${north}&mlon=${east}#map=17/${north}/${east}`,
  };
}
