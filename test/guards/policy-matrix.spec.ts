import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  type Action,
  actionLetters,
  actions,
  audits,
  conditions,
  type DataClass,
  dataClasses,
  roles,
  roleScopes,
  type Role,
  type Scope,
} from '../../src/access/domain/data-class.js';
import { type MaskCode, maskTexts } from '../../src/access/domain/masks.js';
import { may, type PolicyRow, policyRows, type Rule } from '../../src/access/domain/may.js';

interface Cell {
  readonly role: Role;
  readonly scope: Scope;
  readonly class: DataClass;
  readonly action: Action;
  readonly decision: 'DENY' | Rule['decision'];
  readonly conditions: readonly string[];
  readonly mask: string | null;
  readonly audit: string;
  readonly also?: readonly { readonly mask: string; readonly conditions: readonly string[] }[];
}

interface Matrix {
  readonly roles: Readonly<Record<string, string>>;
  readonly scopes: Readonly<Record<string, readonly string[]>>;
  readonly classes: Readonly<Record<string, string>>;
  readonly actions: Readonly<Record<string, string>>;
  readonly conditions: Readonly<Record<string, string>>;
  readonly cells: readonly Cell[];
}

const matrix = JSON.parse(readFileSync(new URL('./access-matrix.json', import.meta.url), 'utf8')) as Matrix;

/** Three masks that the matrix spells in two ways. */
const otherSpellings: Readonly<Record<string, MaskCode>> = {
  'as for READ': 'CLEARED_NARRATIVE',
  'schedule and outcome only': 'SCHEDULE_AND_OUTCOME',
  'coarse: a return is planned, before or after the next hearing, within 14 days or later; counts with suppression':
    'PLAN_COARSE',
};

const textOf = (mask: string | null): string | null =>
  mask !== null && mask in otherSpellings ? maskTexts[otherSpellings[mask]!] : mask;

/** What the matrix says of a cell, in the words of the policy. */
const written = (cell: Cell) => ({
  decision: cell.decision,
  conditions: [...cell.conditions].sort(),
  mask: textOf(cell.mask),
  audit: cell.audit,
  also: (cell.also ?? []).map((narrower) => ({
    conditions: [...narrower.conditions].sort(),
    mask: textOf(narrower.mask),
  })),
});

/** What the policy says of the same cell. */
function said({ role, scope, class: dataClass, action }: Cell) {
  const rule = may(role, scope, `${dataClass}:${action}`);
  if (!rule) return { decision: 'DENY', conditions: [], mask: null, audit: 'DENIAL_LOGGED', also: [] };
  return {
    decision: rule.decision,
    conditions: [...rule.conditions].sort(),
    mask: rule.mask && maskTexts[rule.mask],
    audit: rule.audit,
    also: rule.also.map((narrower) => ({
      conditions: [...narrower.conditions].sort(),
      mask: narrower.mask && maskTexts[narrower.mask],
    })),
  };
}

const place = (cell: Cell) => `${cell.role} ${cell.scope} ${cell.class}:${cell.action}`;

describe('The policy says what the access matrix says', () => {
  it('has the same roles, scopes, classes and actions', () => {
    expect(Object.keys(matrix.roles)).toEqual(roles);
    expect(matrix.scopes).toEqual(roleScopes);
    expect(Object.keys(matrix.classes)).toEqual(dataClasses);
    expect(Object.keys(matrix.actions)).toEqual(actions);
  });

  it('has the same conditions, each used, and the same ways of auditing', () => {
    const used = new Set(matrix.cells.flatMap((cell) => [cell, ...(cell.also ?? [])].flatMap((c) => c.conditions)));
    const aliases = ['STEP_UP'];
    expect(
      Object.keys(matrix.conditions)
        .filter((name) => !aliases.includes(name))
        .sort(),
    ).toEqual([...conditions].sort());
    expect([...used].sort()).toEqual([...conditions].sort());
    expect(new Set(matrix.cells.map((cell) => cell.audit))).toEqual(new Set(['DENIAL_LOGGED', ...audits]));
  });

  it('covers each combination once: 2,288 cells, of which 2,021 deny, 261 allow and 6 allow on request', () => {
    const combinations = Object.values(roleScopes).flat().length * dataClasses.length * actions.length;
    expect(combinations).toBe(2288);
    expect(new Set(matrix.cells.map(place)).size).toBe(2288);
    expect(matrix.cells).toHaveLength(2288);
    const decisions = matrix.cells.map((cell) => said(cell).decision);
    const count = (decision: string) => decisions.filter((one) => one === decision).length;
    expect([count('DENY'), count('ALLOW'), count('ALLOW_IF')]).toEqual([2021, 261, 6]);
    expect(policyRows()).toHaveLength(267);
  });

  it('agrees on decision, conditions, mask, audit and narrower rules in every cell', () => {
    const differing = matrix.cells
      .map((cell) => ({ place: place(cell), written: written(cell), said: said(cell) }))
      .filter((cell) => JSON.stringify(cell.written) !== JSON.stringify(cell.said));
    expect(differing).toEqual([]);
  });

  it('uses every mask that it explains', () => {
    const used = new Set(policyRows().map((row) => ruleOf(row).mask));
    expect(Object.keys(maskTexts).filter((mask) => !used.has(mask as MaskCode))).toEqual([]);
  });
});

function ruleOf({ role, scope, dataClass, action }: PolicyRow): Rule {
  const rule = may(role, scope, `${dataClass}:${action}`);
  if (!rule) throw new Error(`the policy lists a row that it does not allow: ${role} ${scope} ${dataClass}:${action}`);
  return rule;
}

const caseContent: readonly DataClass[] = [
  'CASE_PUBLIC',
  'DEFENDANT_IDENTITY',
  'HEARING_OBSERVATION',
  'WITNESS_STATUS',
  'WITNESS_IDENTITY',
  'LOCATION_RETURN',
  'LEGAL_AID_FILE',
  'PRIVILEGED_NOTE',
  'REPORT_DRAFT',
];
const looks: readonly Action[] = ['LIST', 'READ', 'AGGREGATE', 'EXPORT'];

interface Selection {
  readonly of?: readonly Role[];
  readonly in?: readonly Scope[];
  readonly on?: readonly DataClass[];
  readonly to?: readonly Action[];
}

/** The allowed rows that match; a part left out matches all. */
const allowed = ({ of = roles, in: within, on = dataClasses, to = actions }: Selection) =>
  policyRows().filter(
    (row) =>
      of.includes(row.role) &&
      (within === undefined || within.includes(row.scope)) &&
      on.includes(row.dataClass) &&
      to.includes(row.action),
  );

describe('Whatever else changes in the policy', () => {
  it('01: privileged notes belong to the own lawyer; others may only approve or carry out a due erasure, unseen', () => {
    const notes = allowed({ on: ['PRIVILEGED_NOTE'] });
    const ownLawyers = notes.filter((row) => row.scope === 'OWN_CLIENT' && row.role.startsWith('LAWYER_'));
    expect(new Set(ownLawyers.map((row) => row.role)).size).toBe(2);
    const others = notes.filter((row) => !ownLawyers.includes(row));
    expect(others.filter((row) => !['APPROVE', 'ERASE'].includes(row.action))).toEqual([]);
  });

  it('02: identities are never listed, read, exported or counted', () => {
    expect(allowed({ on: ['WITNESS_IDENTITY'], to: looks })).toEqual([]);
  });

  it('03: every reveal needs a purpose and a fresh second factor, and is recorded first', () => {
    const reveals = allowed({ to: ['REVEAL'] });
    expect(reveals).toHaveLength(7);
    for (const row of reveals) {
      const rule = ruleOf(row);
      expect(rule.conditions).toEqual(expect.arrayContaining(['PURPOSE', 'STEP_UP_TOTP', 'TTL_15_MIN']));
      expect(rule).toMatchObject({ audit: 'WRITE_AHEAD', also: [] });
    }
  });

  it('04: administrator, headquarters and auditor reveal nothing', () => {
    expect(allowed({ of: ['ADMIN', 'HQ_ANALYST', 'AUDITOR'], to: ['REVEAL'] })).toEqual([]);
  });

  it('05: nobody edits the audit trail', () => {
    expect(allowed({ on: ['AUDIT_EVENT'], to: ['CREATE', 'UPDATE', 'CLOSE', 'ERASE'] })).toEqual([]);
  });

  it("06: the accused's side knows nothing of a witness's status, identity and whereabouts", () => {
    const on: readonly DataClass[] = ['WITNESS_STATUS', 'WITNESS_IDENTITY', 'LOCATION_RETURN'];
    expect(allowed({ of: ['LAWYER_ACCUSED_SIDE'], on })).toEqual([]);
  });

  it('07: behind a wall there are reference data, public reports and the own account, as for a case unassigned', () => {
    for (const role of ['LAWYER_VICTIM_SIDE', 'LAWYER_ACCUSED_SIDE'] as const) {
      const walled = allowed({ of: [role], in: ['WALLED'] }).map((row) => [
        `${row.dataClass}:${row.action}`,
        ruleOf(row).mask,
      ]);
      expect(walled).toEqual([
        ['REFERENCE_DATA:LIST', null],
        ['REFERENCE_DATA:READ', null],
        ['REPORT_FINAL:LIST', 'PUBLIC_REPORTS'],
        ['REPORT_FINAL:READ', 'PUBLIC_REPORTS'],
        ['REPORT_FINAL:EXPORT', 'PUBLIC_REPORTS'],
        ['USER_ACCOUNT:READ', 'OWN_ACCOUNT'],
      ]);
      const unassigned = allowed({ of: [role], in: ['UNASSIGNED'] });
      expect(unassigned.map((row) => [`${row.dataClass}:${row.action}`, ruleOf(row).mask])).toEqual(walled);
    }
  });

  it('08: case content of another region is reached only with a second person', () => {
    const elsewhere = allowed({ in: ['OTHER_REGION'], on: caseContent });
    expect(elsewhere.length).toBeGreaterThan(0);
    for (const row of elsewhere) expect(ruleOf(row).conditions).toContain('SECOND_PERSON_APPROVAL');
  });

  it('09: without a session there is nothing', () => {
    expect(allowed({ of: ['ANONYMOUS'] })).toEqual([]);
  });

  it('10: the administrator sees no case content', () => {
    const touched = allowed({ of: ['ADMIN'], on: caseContent });
    expect(touched.map((row) => row.action)).toEqual(['ERASE', 'ERASE']);
  });

  it('11: headquarters never gets status, accused, whereabouts or observations unmasked', () => {
    const on: readonly DataClass[] = ['WITNESS_STATUS', 'DEFENDANT_IDENTITY', 'LOCATION_RETURN', 'HEARING_OBSERVATION'];
    const seen = allowed({ of: ['HQ_ANALYST'], on });
    expect(new Set(seen.map((row) => row.dataClass)).size).toBe(4);
    for (const row of seen) {
      expect(ruleOf(row).mask).not.toBeNull();
      for (const narrower of ruleOf(row).also) expect(narrower.mask).not.toBeNull();
    }
  });

  it('12: monitors see no privileged notes', () => {
    expect(allowed({ of: ['MONITOR'], on: ['PRIVILEGED_NOTE'] })).toEqual([]);
  });

  it('13: who makes accounts reveals nothing', () => {
    const makers = allowed({ on: ['USER_ACCOUNT'], to: ['CREATE', 'ASSIGN'] }).map((row) => row.role);
    expect(new Set(makers)).toEqual(new Set(['ADMIN']));
    expect(allowed({ of: makers, to: ['REVEAL'] })).toEqual([]);
  });

  it("14: a final report comes about only by approval, and not by its author's", () => {
    expect(allowed({ on: ['REPORT_FINAL'], to: ['CREATE', 'UPDATE', 'CLOSE', 'ERASE'] })).toEqual([]);
    const approvals = allowed({ on: ['REPORT_FINAL'], to: ['APPROVE'] });
    expect(approvals.length).toBeGreaterThan(0);
    for (const row of approvals) expect(ruleOf(row).conditions).toContain('APPROVE_NEEDS_OTHER_PERSON');
  });
});

/** One square of the picture: a letter an action, `?` when asking comes first, `m` when some of it is masked. */
function square(role: Role, scope: Scope, dataClass: DataClass): string {
  const rules = Object.entries(actionLetters).map(([letter, action]) => ({
    letter,
    rule: may(role, scope, `${dataClass}:${action}`),
  }));
  const spelled = rules.map(({ letter, rule }) => rule && letter + (rule.decision === 'ALLOW_IF' ? '?' : ''));
  const masked = rules.some(({ rule }) => rule?.mask);
  return (spelled.join('') || '-') + (masked ? ' m' : '');
}

/** The lines of one role and scope: letters of the actions, then audit, mask and conditions in full. */
function terms(role: Role, scope: Scope): readonly string[] {
  const byTerms = new Map<string, string>();
  for (const row of allowed({ of: [role], in: [scope] })) {
    const letter = Object.entries(actionLetters).find(([, action]) => action === row.action)?.[0] ?? '';
    const rule = ruleOf(row);
    for (const { audit, mask, conditions: needed } of [rule, ...rule.also]) {
      const said = [audit, ...(mask ? [`masked ${mask}`] : []), ...(needed.length ? [`if ${needed.join(', ')}`] : [])];
      const key = `${row.dataClass} @ ${said.join('; ')}`;
      byTerms.set(key, (byTerms.get(key) ?? '') + letter);
    }
  }
  return [...byTerms].map(([key, letters]) => `  ${key.replace('@', letters)}`);
}

describe('The policy as a picture', () => {
  const readers = roles.flatMap((role) => roleScopes[role].map((scope) => ({ role, scope })));

  it('shows who may do what', () => {
    const rows = readers.map(({ role, scope }) => [
      `${role} ${scope}`,
      ...dataClasses.map((dataClass) => square(role, scope, dataClass)),
    ]);
    const table = [['', ...dataClasses], ...rows];
    const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
    const picture = table.map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column]!))
        .join(' | ')
        .trimEnd(),
    );
    expect(`\n${picture.join('\n')}\n`).toMatchSnapshot();
  });

  it('shows on what terms', () => {
    const picture = readers.flatMap(({ role, scope }) => [`${role} ${scope}`, ...terms(role, scope)]);
    expect(`\n${picture.join('\n')}\n`).toMatchSnapshot();
  });
});
