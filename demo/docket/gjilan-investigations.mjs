import { examination, judge, legalAid, police, policeEvidence, raid, sheltered, victim } from './records.mjs';

/** Proceedings in the region of Gjilan that have not reached an indictment. */
export const gjilanInvestigations = [
  {
    id: 'KV-030',
    title: 'Report dismissed as a matter for the minor offences court',
    accused: [['LPPO:18.8']],
    terminated: ['2001-01-15', 'REPORT_DISMISSED'],
    witnesses: raid('2000-11-02', [
      ['MD', 10],
      ['BG', 10],
      ['MD', 16],
    ]),
    outcome: 'Report dismissed',
  },
  {
    id: 'KV-031',
    title: 'Both women home before the investigating judge had a date for them',
    accused: [['FRYCC:155.1']],
    terminated: ['2001-03-30', 'INVESTIGATION_DISCONTINUED'],
    witnesses: [
      sheltered({
        nationality: 'MD',
        weight: 'DECISIVE',
        found: '2000-12-12',
        stay: 13,
        statements: [policeEvidence('2000-12-12')],
      }),
      sheltered({ nationality: 'RO', weight: 'SIGNIFICANT', found: '2000-12-12', stay: 13 }),
      ...raid('2000-12-12', [
        ['MD', 20],
        ['BG', 20],
      ]),
    ],
    outcome: 'Investigation discontinued',
  },
  {
    id: 'KV-032',
    title: 'Last returns before the freeze; accused still at large',
    accused: [['R01-4:2.1'], ['R01-4:2.4']],
    witnesses: raid('2001-02-20', [
      ['MD', 5],
      ['RO', 5],
      ['MD', 6],
    ]),
  },
  {
    id: 'KV-033',
    title: 'Girl from Kosovo to be examined with the defence in June',
    accused: [['R01-4:2.2']],
    hearings: [examination('H1', '2001-06-13', ['V1'])],
    witnesses: [
      victim({
        nationality: 'XK',
        minor: true,
        weight: 'SOLE',
        willing: 'WILLING',
        statements: [police('2001-05-16'), judge('2001-05-18')],
      }),
    ],
    legalAid: [legalAid('V1', 'VICTIM_ADVOCATE', 'L-03', ['2001-05-17'])],
  },
];
