import { describe, expect, it } from '@jest/globals';
import { maskFor, type MaskedColumn } from './column-masks.js';
import { type DataClass, dataClasses, type Role, roles, roleScopes, type Scope } from './data-class.js';
import { may } from './may.js';

const treatment = (role: Role, scope: Scope, dataClass: DataClass, column?: MaskedColumn) =>
  maskFor(role, scope, dataClass, column).treatment;

describe('Headquarters', () => {
  const asHeadquarters = (dataClass: DataClass, column?: MaskedColumn) =>
    treatment('HQ_ANALYST', 'ANY', dataClass, column);

  it('sees a witness by a code of its own, her nationality by its group, and the rest of her testimony', () => {
    expect(asHeadquarters('WITNESS_STATUS', 'CODE')).toBe('PSEUDONYM');
    expect(asHeadquarters('WITNESS_STATUS', 'NATIONALITY')).toBe('GROUPED');
    expect(asHeadquarters('WITNESS_STATUS')).toBe('PLAIN');
  });

  it('reads a narrative once it is cleared of names', () => {
    expect(asHeadquarters('HEARING_OBSERVATION', 'NARRATIVE')).toBe('UNTIL_CLEARED');
    expect(asHeadquarters('HEARING_OBSERVATION')).toBe('PLAIN');
  });

  it('sees an accused by letter', () => {
    expect(asHeadquarters('DEFENDANT_IDENTITY', 'CODE')).toBe('PSEUDONYM');
    expect(asHeadquarters('DEFENDANT_IDENTITY')).toBe('WITHHELD');
  });

  it('sees the lawyer of an assignment and not the name of the client', () => {
    expect(asHeadquarters('LEGAL_AID_FILE')).toBe('PLAIN');
    expect(asHeadquarters('LEGAL_AID_FILE', 'CLIENT_NAME')).toBe('WITHHELD');
  });
});

describe('A plan of return and a stay in a shelter', () => {
  const columns: readonly MaskedColumn[] = ['PLAN_DAY', 'PLAN_PROGRAMME', 'STAY_DAY'];

  it('are seen by the focal point of the region to the day, without the place', () => {
    for (const column of columns) expect(treatment('TFP', 'OWN_REGION', 'LOCATION_RETURN', column)).toBe('PLAIN');
    expect(treatment('TFP', 'OWN_REGION', 'LOCATION_RETURN')).toBe('WITHHELD');
  });

  it.each([
    ['MONITOR', 'OWN_REGION'],
    ['HQ_ANALYST', 'ANY'],
  ] as const)('are seen by %s coarsely: whether one is planned, nothing of a shelter', (role, scope) => {
    expect(treatment(role, scope, 'LOCATION_RETURN', 'PLAN_DAY')).toBe('COARSE');
    expect(treatment(role, scope, 'LOCATION_RETURN', 'PLAN_PROGRAMME')).toBe('WITHHELD');
    expect(treatment(role, scope, 'LOCATION_RETURN', 'STAY_DAY')).toBe('WITHHELD');
    expect(treatment(role, scope, 'LOCATION_RETURN')).toBe('WITHHELD');
  });

  it('are withheld from everybody else, the lawyer of the client too until a reveal', () => {
    for (const role of roles)
      for (const scope of roleScopes[role])
        if (!may(role, scope, 'LOCATION_RETURN:READ'))
          for (const column of columns) expect(treatment(role, scope, 'LOCATION_RETURN', column)).toBe('WITHHELD');
    expect(may('LAWYER_VICTIM_SIDE', 'OWN_CLIENT', 'LOCATION_RETURN:READ')).toBeNull();
  });
});

describe('A lawyer', () => {
  it.each(['LAWYER_VICTIM_SIDE', 'LAWYER_ACCUSED_SIDE'] as const)(
    'sees schedule and outcome of a hearing, no narrative and no checklist (%s)',
    (role) => {
      expect(treatment(role, 'OWN_CLIENT', 'HEARING_OBSERVATION', 'SCHEDULE')).toBe('PLAIN');
      expect(treatment(role, 'OWN_CLIENT', 'HEARING_OBSERVATION', 'NARRATIVE')).toBe('WITHHELD');
      expect(treatment(role, 'OWN_CLIENT', 'HEARING_OBSERVATION')).toBe('WITHHELD');
    },
  );

  it('of the client sees her status plainly; of the accused, nothing of it', () => {
    expect(treatment('LAWYER_VICTIM_SIDE', 'OWN_CLIENT', 'WITNESS_STATUS', 'CODE')).toBe('PLAIN');
    expect(treatment('LAWYER_ACCUSED_SIDE', 'OWN_CLIENT', 'WITNESS_STATUS', 'CODE')).toBe('WITHHELD');
  });

  it('may correct an identity that is withheld', () => {
    expect(maskFor('LAWYER_VICTIM_SIDE', 'OWN_CLIENT', 'WITNESS_IDENTITY')).toEqual({
      treatment: 'WITHHELD',
      canEdit: true,
    });
  });
});

describe('Any reader', () => {
  it('of the legal-aid file as a monitor learns since when there was counsel, and no more', () => {
    expect(treatment('MONITOR', 'OWN_REGION', 'LEGAL_AID_FILE', 'COUNSEL_SINCE')).toBe('PLAIN');
    expect(treatment('MONITOR', 'OWN_REGION', 'LEGAL_AID_FILE')).toBe('WITHHELD');
  });

  it('sees the own account whole and others by display name', () => {
    expect(treatment('MONITOR', 'OWN_REGION', 'USER_ACCOUNT', 'DISPLAY_NAME')).toBe('PLAIN');
    expect(treatment('MONITOR', 'OWN_REGION', 'USER_ACCOUNT', 'ACCOUNT_HISTORY')).toBe('OWN_RECORD');
  });

  it('gets every column of a class withheld exactly where the class may not be read, and plain without a mask', () => {
    for (const role of roles)
      for (const scope of roleScopes[role])
        for (const dataClass of dataClasses) {
          const rule = may(role, scope, `${dataClass}:READ`);
          const { treatment: shown, canEdit } = maskFor(role, scope, dataClass, 'CODE');
          expect(canEdit).toBe(may(role, scope, `${dataClass}:UPDATE`) !== null);
          if (!rule) expect(shown).toBe('WITHHELD');
          else if (!rule.mask) expect(shown).toBe('PLAIN');
        }
  });
});
