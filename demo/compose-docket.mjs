/** Prints the demo docket: `node demo/compose-docket.mjs > demo/docket.json`. */
import { docketOf } from './docket/compose.mjs';
import { gjilanInvestigations } from './docket/gjilan-investigations.mjs';
import { gjilanTrials } from './docket/gjilan-trials.mjs';
import { mitrovicaInvestigations } from './docket/mitrovica-investigations.mjs';
import { mitrovicaTrials } from './docket/mitrovica-trials.mjs';
import { pejaInvestigations } from './docket/peja-investigations.mjs';
import { pejaTrials } from './docket/peja-trials.mjs';
import { pristinaInvestigations } from './docket/pristina-investigations.mjs';
import { pristinaTrials2000 } from './docket/pristina-trials-2000.mjs';
import { pristinaTrials2001 } from './docket/pristina-trials-2001.mjs';
import { prizrenInvestigations } from './docket/prizren-investigations.mjs';
import { prizrenTrials } from './docket/prizren-trials.mjs';

const docket = docketOf([
  { court: 'DC_PRISTINA', proceedings: [...pristinaTrials2000, ...pristinaTrials2001, ...pristinaInvestigations] },
  { court: 'DC_GJILAN', proceedings: [...gjilanTrials, ...gjilanInvestigations] },
  { court: 'DC_PRIZREN', proceedings: [...prizrenTrials, ...prizrenInvestigations] },
  { court: 'DC_PEJA', proceedings: [...pejaTrials, ...pejaInvestigations] },
  { court: 'DC_MITROVICA', proceedings: [...mitrovicaTrials, ...mitrovicaInvestigations] },
]);

process.stdout.write(`${JSON.stringify(docket, null, 1)}\n`);
