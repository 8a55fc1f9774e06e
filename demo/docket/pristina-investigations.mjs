import {
  departed,
  departedUnseen,
  examination,
  focalPoint,
  judge,
  legalAid,
  plan,
  police,
  policeEvidence,
  raid,
  sheltered,
  victim,
} from './records.mjs';

/** Proceedings in the region of Pristina that have not reached an indictment. */
export const pristinaInvestigations = [
  {
    id: 'KV-014',
    title: 'Investigation rested on one witness and ended after she had gone home',
    accused: [['FRYCC:251.1']],
    terminated: ['2001-02-14', 'INVESTIGATION_DISCONTINUED'],
    witnesses: [
      sheltered({
        nationality: 'MD',
        weight: 'SOLE',
        found: '2000-10-27',
        stay: 13,
        statements: [policeEvidence('2000-10-27')],
      }),
      ...raid('2000-10-27', [
        ['MD', 13],
        ['BG', 18],
      ]),
    ],
    outcome: 'Investigation discontinued',
  },
  {
    id: 'KV-015',
    title: 'Report dismissed: no evidence who ran the house',
    accused: [['FRYCC:155.2']],
    terminated: ['2001-01-10', 'REPORT_DISMISSED'],
    witnesses: raid('2000-12-01', [
      ['RO', 11],
      ['MD', 15],
    ]),
    outcome: 'Report dismissed',
  },
  {
    id: 'KV-016',
    title: 'Three accused at large; one witness home, one removed from Kosovo before her examination',
    accused: [['FRYCC:155.1', 'FRYCC:251.2'], ['FRYCC:155.2'], ['FRYCC:251.1']],
    terminated: ['2001-03-20', 'INVESTIGATION_DISCONTINUED'],
    witnesses: [
      sheltered({ nationality: 'UA', weight: 'DECISIVE', found: '2001-01-05', stay: 20 }),
      victim({
        nationality: 'UA',
        weight: 'SIGNIFICANT',
        statements: [policeEvidence('2001-01-05')],
        movements: [departed('DEPORTATION', '2001-01-18')],
        deportationOrder: { issuedOn: '2001-01-09', status: 'EXECUTED' },
      }),
      ...raid('2001-01-05', [
        ['MD', 14],
        ['UA', 14],
        ['MD', 14],
      ]),
    ],
    outcome: 'Investigation discontinued',
  },
  {
    id: 'KV-017',
    title: 'Investigation of the owner and the transporter; nobody proposed as a witness yet',
    accused: [['R01-4:2.1'], ['R01-4:2.4']],
    witnesses: raid('2001-01-19', [
      ['MD', 12],
      ['BG', 12],
      ['YU', 17],
    ]),
  },
  {
    id: 'KV-018',
    title: 'Girl from Kosovo, never called by the investigating judge; discontinued',
    accused: [['R01-4:2.2', 'R01-4:4.2']],
    terminated: ['2001-05-14', 'INVESTIGATION_DISCONTINUED'],
    witnesses: [
      victim({
        nationality: 'XK',
        minor: true,
        weight: 'SOLE',
        willing: 'WILLING',
        statements: [policeEvidence('2001-02-02'), focalPoint('2001-02-05')],
      }),
      ...raid('2001-02-02', [
        ['MD', 10],
        ['UA', 10],
        ['RO', 16],
      ]),
    ],
    outcome: 'Investigation discontinued',
    legalAid: [legalAid('V1', 'VICTIM_ADVOCATE', 'L-02', ['2001-02-07', '2001-05-14'])],
  },
  {
    id: 'KV-019',
    title: 'Questioned by the defence before the investigating judge, then home; indictment awaited',
    accused: [['R01-4:2.1', 'R01-4:3']],
    hearings: [examination('H1', '2001-05-11', ['V1'])],
    witnesses: [
      sheltered({
        nationality: 'MD',
        weight: 'DECISIVE',
        willing: 'WILLING',
        found: '2001-04-27',
        stay: 18,
        statements: [police('2001-04-27'), judge('2001-05-11', { defenceOpportunity: 'QUESTIONED' })],
        efforts: ['DEPOSITION_BEFORE_DEPARTURE_SOUGHT'],
      }),
      ...raid('2001-04-27', [
        ['MD', 12],
        ['MD', 30],
      ]),
      victim({
        nationality: 'YU',
        statements: [focalPoint('2001-04-27')],
        movements: [departedUnseen('SELF', '2001-04-30', '2001-05-16')],
      }),
    ],
  },
  {
    id: 'KV-020',
    title: 'Examination with the defence fixed before the journeys home; one of three summoned to it',
    accused: [['R01-4:2.1'], ['R01-4:2.1']],
    hearings: [examination('H1', '2001-06-12', ['V1'])],
    witnesses: [
      victim({
        nationality: 'MD',
        weight: 'DECISIVE',
        willing: 'WILLING',
        statements: [police('2001-05-18')],
        movements: [plan('IOM', 'SCHEDULED', '2001-06-20', '2001-06-01')],
      }),
      victim({
        nationality: 'MD',
        weight: 'SIGNIFICANT',
        statements: [police('2001-05-18')],
        movements: [plan('IOM', 'SCHEDULED', '2001-06-20', '2001-06-01')],
      }),
      victim({
        nationality: 'RO',
        weight: 'SIGNIFICANT',
        statements: [police('2001-05-18')],
        movements: [plan('OTHER', 'REQUESTED', null, '2001-05-30')],
      }),
    ],
  },
];
