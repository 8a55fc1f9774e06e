import { legalAid, plan, police, policeEvidence, raid, sheltered, victim } from './records.mjs';

/** Proceedings in the region of Peja that have not reached an indictment. */
export const pejaInvestigations = [
  {
    id: 'KV-050',
    title: 'Report dismissed: nothing showed who had brought the women in',
    accused: [['FRYCC:155.2']],
    terminated: ['2001-01-30', 'REPORT_DISMISSED'],
    witnesses: raid('2000-12-06', [
      ['MD', 14],
      ['UA', 14],
      ['RO', 23],
    ]),
    outcome: 'Report dismissed',
  },
  {
    id: 'KV-051',
    title: 'Discontinued in May; both women had been brought home in March',
    accused: [['R01-4:2.1']],
    terminated: ['2001-05-15', 'INVESTIGATION_DISCONTINUED'],
    witnesses: [
      sheltered({
        nationality: 'MD',
        weight: 'DECISIVE',
        found: '2001-02-27',
        stay: 16,
        by: 'OMIK',
        statements: [policeEvidence('2001-02-27')],
      }),
      sheltered({ nationality: 'MD', found: '2001-02-27', stay: 16, by: 'OMIK' }),
    ],
    outcome: 'Investigation discontinued',
  },
  {
    id: 'KV-052',
    title: 'Found in May; investigation opened, journey planned for July',
    accused: [['R01-4:2.1'], ['R01-4:3']],
    witnesses: [
      victim({
        nationality: 'MD',
        minor: true,
        weight: 'DECISIVE',
        statements: [police('2001-05-11')],
        movements: [plan('IOM', 'SCHEDULED', '2001-07-05', '2001-05-31')],
      }),
      victim({ nationality: 'MD', weight: 'SIGNIFICANT', statements: [police('2001-05-11')] }),
    ],
    legalAid: [legalAid('V1', 'VICTIM_ADVOCATE', 'L-07', ['2001-05-14'])],
  },
];
