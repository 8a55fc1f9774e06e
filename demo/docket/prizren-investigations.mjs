import { plan, police, policeEvidence, raid, sheltered, victim } from './records.mjs';

/** Proceedings in the region of Prizren that have not reached an indictment. */
export const prizrenInvestigations = [
  {
    id: 'KV-041',
    title: 'Discontinued when the only witness who knew the owner had gone home',
    accused: [['FRYCC:251.1']],
    terminated: ['2001-02-08', 'INVESTIGATION_DISCONTINUED'],
    witnesses: [
      sheltered({
        nationality: 'RO',
        weight: 'SOLE',
        found: '2000-11-14',
        stay: 23,
        statements: [policeEvidence('2000-11-14')],
      }),
      ...raid('2000-11-14', [
        ['MD', 15],
        ['MD', 15],
      ]),
    ],
    outcome: 'Investigation discontinued',
  },
  {
    id: 'KV-042',
    title: 'Investigation against an owner and his brother goes on with other evidence',
    accused: [['FRYCC:251.1', 'FRYCC:155.1'], ['FRYCC:251.1']],
    witnesses: raid('2001-01-10', [
      ['YU', 12],
      ['MD', 19],
      ['UA', 19],
    ]),
  },
  {
    id: 'KV-043',
    title: 'Two women found in May; one has asked to go home',
    accused: [['R01-4:2.1']],
    witnesses: [
      victim({
        nationality: 'RO',
        weight: 'DECISIVE',
        statements: [police('2001-05-22')],
        movements: [plan('IOM', 'REQUESTED', null, '2001-05-29')],
      }),
      victim({ nationality: 'MD', weight: 'SIGNIFICANT', willing: 'WILLING', statements: [police('2001-05-22')] }),
    ],
  },
];
