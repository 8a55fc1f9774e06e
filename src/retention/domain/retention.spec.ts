import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMonths } from '../../kernel/calendar-date.js';
import { type CaseOfPerson, dueOn, isOnHold, type RetentionEvent } from './retention.js';

const rule = (event: RetentionEvent, months: number): { event: RetentionEvent; months: number } => ({ event, months });
const rules = [rule('FINAL_JUDGMENT', 60), rule('TERMINATION', 24), rule('LAST_CONTACT', 12)];
const running: CaseOfPerson = { judgedOn: null, terminatedOn: null, onHold: false };
const judged = (day: string): CaseOfPerson => ({ ...running, judgedOn: day });
const terminated = (day: string): CaseOfPerson => ({ ...running, terminatedOn: day });
const of = (cases: readonly CaseOfPerson[], lastContactOn: string | null = '2001-01-01') => ({ cases, lastContactOn });

describe('an identity', () => {
  it('is due when the period after the judgment has passed', () => {
    expect(dueOn(of([judged('2001-06-05')]), rules)).toBe('2006-06-05');
  });

  it('is due earlier when the proceedings ended without one', () => {
    expect(dueOn(of([terminated('2001-06-05')]), rules)).toBe('2003-06-05');
  });

  it('is counted from the judgment where the cycle had both', () => {
    expect(dueOn(of([{ ...judged('2001-06-05'), terminatedOn: '2001-07-01' }]), rules)).toBe('2006-06-05');
  });

  it('waits for the longest of her cases', () => {
    expect(dueOn(of([judged('2001-06-05'), terminated('2005-06-05')]), rules)).toBe('2007-06-05');
  });

  it('waits for the last contact', () => {
    expect(dueOn(of([terminated('2001-06-05')], '2004-02-29'), rules)).toBe('2005-02-28');
  });

  it('is kept while one of her cases runs', () => {
    expect(dueOn(of([judged('1990-06-05'), running]), rules)).toBeNull();
  });

  it('of a person in no case is due after the last contact', () => {
    expect(dueOn(of([], '2001-06-05'), rules)).toBe('2002-06-05');
    expect(dueOn(of([], null), rules)).toBeNull();
  });

  it('is kept without limit where no rule ends it', () => {
    expect(dueOn(of([judged('1990-06-05')]), [rule('TERMINATION', 1)])).toBeNull();
    expect(dueOn(of([], '1990-06-05'), [rule('FINAL_JUDGMENT', 1)])).toBeNull();
    expect(dueOn(of([judged('1990-06-05')]), [])).toBeNull();
  });

  it('needs no rule about contacts when her cases have ended', () => {
    expect(dueOn(of([judged('2001-06-05')], '2020-01-01'), [rule('FINAL_JUDGMENT', 60)])).toBe('2006-06-05');
  });

  it('is under a hold when any of her cases is', () => {
    expect(isOnHold(of([judged('2001-06-05'), { ...running, onHold: true }]))).toBe(true);
    expect(isOnHold(of([judged('2001-06-05')]))).toBe(false);
    expect(isOnHold(of([]))).toBe(false);
  });

  const day = fc
    .date({ min: new Date('1980-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const oneCase = fc.oneof(fc.constant(running), day.map(judged), day.map(terminated));

  it('is never due earlier for another case or a longer period', () => {
    fc.assert(
      fc.property(
        fc.array(oneCase, { maxLength: 4 }),
        oneCase,
        day,
        fc.integer({ min: 0, max: 240 }),
        (cases, one, last, more) => {
          const before = dueOn(of(cases, last), rules);
          const longer = dueOn(
            of(cases, last),
            rules.map(({ event, months }) => rule(event, months + more)),
          );
          expect((longer ?? '9999') >= (before ?? '9999')).toBe(true);
          if (cases.length > 0)
            expect((dueOn(of([...cases, one], last), rules) ?? '9999') >= (before ?? '9999')).toBe(true);
        },
      ),
    );
  });

  it('is due on a day of the calendar that is the same of the month, or its last', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 1_200 }), (from, months) => {
        const to = addMonths(from, months);
        expect(new Date(to).toISOString().slice(0, 10)).toBe(to);
        const passed =
          (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
        expect(passed).toBe(months);
        expect(to.slice(8) <= from.slice(8)).toBe(true);
      }),
    );
  });
});
