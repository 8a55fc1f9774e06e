import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actions, dataClasses, type Permission, roles, roleScopes, scopes } from './data-class.js';
import { dataClassesReadable, may, policyRows, scopesOf } from './may.js';

const anyPermission = fc
  .tuple(fc.constantFrom(...dataClasses), fc.constantFrom(...actions))
  .map(([dataClass, action]): Permission => `${dataClass}:${action}`);

describe('The policy answers', () => {
  it('on what terms a monitor may see who a witness is: never without a second person', () => {
    expect(may('MONITOR', 'OWN_REGION', 'WITNESS_IDENTITY:REVEAL')).toEqual({
      decision: 'ALLOW_IF',
      conditions: ['PURPOSE', 'STEP_UP_TOTP', 'TTL_15_MIN', 'SECOND_PERSON_APPROVAL', 'RATE_2_PER_WEEK'],
      mask: null,
      audit: 'WRITE_AHEAD',
      also: [],
    });
  });

  it('that the administrator reads every account, and the own one without more', () => {
    const rule = may('ADMIN', 'ANY', 'USER_ACCOUNT:READ');
    expect(rule).toMatchObject({ mask: null, conditions: ['STEP_UP_TOTP', 'NOT_SELF_FOR_ROLE'] });
    expect(rule?.also).toMatchObject([{ mask: 'OWN_ACCOUNT', conditions: ['SELF_OR_DISPLAY_NAME'] }]);
  });

  it('no to a scope that the role does not have', () => {
    expect(may('MONITOR', 'ANY', 'CASE_PUBLIC:READ')).toBeNull();
    expect(may('ADMIN', 'OWN_REGION', 'REFERENCE_DATA:READ')).toBeNull();
  });

  it('in which scopes a role has a permission', () => {
    expect(scopesOf('TFP', 'WITNESS_IDENTITY:REVEAL')).toEqual(['OWN_REGION', 'OTHER_REGION']);
    expect(scopesOf('LAWYER_VICTIM_SIDE', 'CASE_PUBLIC:READ')).toEqual(['OWN_CLIENT', 'ASSIGNED_CASE_OTHER_PERSON']);
    expect(scopesOf('AUDITOR', 'CASE_PUBLIC:READ')).toEqual([]);
  });

  it('which classes a role reads at all', () => {
    expect(dataClassesReadable('ANONYMOUS')).toEqual([]);
    expect(dataClassesReadable('AUDITOR')).toEqual(['REFERENCE_DATA', 'REPORT_FINAL', 'USER_ACCOUNT', 'AUDIT_EVENT']);
    expect(dataClassesReadable('LAWYER_ACCUSED_SIDE')).not.toContain('WITNESS_STATUS');
  });

  it('every permission alike, however it is asked', () => {
    const rows = new Set(policyRows().map((row) => `${row.role} ${row.scope} ${row.dataClass}:${row.action}`));
    expect(rows.size).toBe(policyRows().length);
    fc.assert(
      fc.property(fc.constantFrom(...roles), fc.constantFrom(...scopes), anyPermission, (role, scope, permission) => {
        const allowed = may(role, scope, permission) !== null;
        expect(scopesOf(role, permission).includes(scope)).toBe(allowed);
        expect(rows.has(`${role} ${scope} ${permission}`)).toBe(allowed);
      }),
      { numRuns: 1000 },
    );
  });

  it('nothing beyond the scopes of each role in its rows', () => {
    for (const { role, scope } of policyRows()) expect(roleScopes[role]).toContain(scope);
  });
});
