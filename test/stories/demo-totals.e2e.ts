import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { countOf, importFile, rowsOf } from '../support/docket-in-database.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await importFile(app, 'demo/docket.json');
});
afterAll(() => app.close());

/** Victims whom a programme returned, perhaps to one country. */
const returned = (programme: string, destination?: string): string => `
  SELECT count(DISTINCT witness.id) FROM vigil.witness JOIN vigil.movement ON movement.witness_id = witness.id
  WHERE witness.role = 'VICTIM' AND movement.kind = 'DEPARTURE' AND movement.programme = '${programme}'
  ${destination ? `AND movement.destination = '${destination}'` : ''}`;

describe('the published totals, counted in the database after the demo docket was loaded', () => {
  it('are 180 victims sheltered', async () => {
    const sheltered = `SELECT count(DISTINCT witness.id) FROM vigil.witness
      JOIN vigil.shelter_stay ON shelter_stay.witness_id = witness.id WHERE witness.role = 'VICTIM'`;
    expect(await countOf(app, sheltered)).toBe(180);
  });

  it('are 23 victims returned by OMiK, 18 of them to Moldova', async () => {
    expect(await countOf(app, returned('OMIK'))).toBe(23);
    expect(await countOf(app, returned('OMIK', 'MD'))).toBe(18);
  });

  it('are 157 victims returned by IOM, over 62 % of them to Moldova', async () => {
    expect(await countOf(app, returned('IOM'))).toBe(157);
    const share = (await countOf(app, returned('IOM', 'MD'))) / 157;
    expect(share).toBeGreaterThan(0.62);
    expect(share).toBeLessThan(0.63);
  });

  it('are no return by IOM in March and April 2001', async () => {
    const departures = await rowsOf<{ month: string }>(
      app,
      `SELECT to_char(date, 'YYYY-MM') AS month FROM vigil.movement WHERE kind = 'DEPARTURE' AND programme = 'IOM'`,
    );
    expect(departures).toHaveLength(157);
    expect(departures.filter(({ month }) => ['2001-03', '2001-04'].includes(month))).toEqual([]);
  });

  it('are exactly one case in which a victim gave evidence in the courtroom', async () => {
    const heard = await rowsOf(
      app,
      `SELECT DISTINCT heard.external_reference AS reference FROM vigil.trafficking_case heard
       JOIN vigil.witness ON witness.case_id = heard.id JOIN vigil.testimony ON testimony.witness_id = witness.id
       WHERE witness.role = 'VICTIM' AND testimony.mode IN ('LIVE_OPEN', 'LIVE_PROTECTED')
         AND testimony.completion <> 'REFUSED'`,
    );
    expect(heard).toEqual([{ reference: 'KV-025' }]);
  });

  it('are sixty proceedings in the five regions, forty of them indicted', async () => {
    expect(await countOf(app, 'SELECT count(*) FROM vigil.trafficking_case')).toBe(60);
    expect(await countOf(app, 'SELECT count(DISTINCT region) FROM vigil.trafficking_case')).toBe(5);
    expect(await countOf(app, 'SELECT count(DISTINCT case_id) FROM vigil.indictment')).toBe(40);
  });
});
