/** The map's numbers: a grid over a box of degrees, never a list of all points. */
import type pg from 'pg';
import type { ActivityId, EditionId } from '../../platform/ids/ids.ts';

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface Cluster {
  readonly lat: number;
  readonly lng: number;
  readonly n: number;
  /** The activity, where it is alone in its field. */
  readonly id: ActivityId | null;
}

/** Cells on each side of a box: 400 clusters are 20 kB. */
const SIDE = 20;

/** What is in the box, gathered by fields of a 20 × 20 grid. */
export async function clusterBox(
  pool: pg.Pool,
  editionId: EditionId,
  box: Box,
  now: number,
): Promise<readonly Cluster[]> {
  const { rows } = await pool.query<Cluster>(
    `select round(avg(lat)::numeric, 4)::float8 as lat, round(avg(lng)::numeric, 4)::float8 as lng, count(*)::int as n,
       case when count(*) = 1 then min(id) end as id
     from public_activity
     where edition_id = $1 and lat between $2::float8 and $3::float8 and lng between $4::float8 and $5::float8
       and ends_at >= to_timestamp($6 / 1000.0)
     group by floor((lat - $2) / greatest(($3::float8 - $2::float8) / ${SIDE}, 1e-9)), floor((lng - $4) / greatest(($5::float8 - $4::float8) / ${SIDE}, 1e-9))`,
    [editionId, box.south, box.north, box.west, box.east, now],
  );
  return rows;
}
