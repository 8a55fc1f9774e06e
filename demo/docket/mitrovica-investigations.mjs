import { departed, police, raid, sheltered, victim } from './records.mjs';

/** Proceedings in the region of Mitrovica that have not reached an indictment. */
export const mitrovicaInvestigations = [
  {
    id: 'KV-058',
    title: 'Report dismissed: the owner could not be identified',
    accused: [['FRYCC:251.1']],
    terminated: ['2000-12-20', 'REPORT_DISMISSED'],
    witnesses: raid('2000-11-10', [
      ['MD', 12],
      ['UA', 12],
      ['YU', 19],
    ]),
    outcome: 'Report dismissed',
  },
  {
    id: 'KV-059',
    title: 'Found at the administrative boundary during the freeze; investigation goes on',
    accused: [['R01-4:2.1', 'R01-4:2.4']],
    witnesses: [
      sheltered({
        nationality: 'MD',
        weight: 'DECISIVE',
        willing: 'WILLING',
        contactVerifiedOn: '2001-05-08',
        found: '2001-03-05',
        stay: 17,
        by: 'OMIK',
        efforts: ['OSCE_MISSION_CONTACT'],
        recovery: [{ type: 'LETTER_ROGATORY', status: 'REQUESTED', orderedOn: '2001-05-22' }],
      }),
      victim({ nationality: 'YU', movements: [departed('SELF', '2001-03-07')], statements: [police('2001-03-05')] }),
    ],
  },
  {
    id: 'KV-060',
    title: 'Three women found in one house; the investigating judge has opened the investigation',
    accused: [['R01-4:2.1'], ['R01-4:4.1']],
    witnesses: raid('2001-04-30', [
      ['MD', 11],
      ['UA', 22],
      ['MD', 22],
    ]),
  },
];
