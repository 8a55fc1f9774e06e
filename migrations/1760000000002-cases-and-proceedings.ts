import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every case-bound table has (docs/decisions/0014): its case, the case's region by composite key, version, order of entry. */
const CASE_BOUND = `
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  region text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_on date NOT NULL,
  ordinal bigint NOT NULL DEFAULT nextval('vigil.entry_order'),
  withdrawn boolean NOT NULL DEFAULT false,
  UNIQUE (case_id, id),
  FOREIGN KEY (case_id, region) REFERENCES vigil.trafficking_case (id, region) ON UPDATE CASCADE`;

const within = (table: string, column: string): string =>
  `FOREIGN KEY (case_id, ${column}) REFERENCES vigil.${table} (case_id, id)`;

/** A column that must name an entry of one kind of the reference pack. */
const reference = (column: string, kind: string): string => `
  ${column}_kind text NOT NULL GENERATED ALWAYS AS ('${kind}') STORED,
  FOREIGN KEY (${column}_kind, ${column}) REFERENCES vigil.reference_entry (kind, code)`;

/** The case record: proceedings, the people in them by code, and what became of the testimony. */
export class CasesAndProceedings1760000000002 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
      CREATE SEQUENCE vigil.entry_order;
      CREATE SEQUENCE vigil.case_number;
      CREATE SEQUENCE vigil.person_number;

      CREATE TABLE vigil.trafficking_case (
        id uuid PRIMARY KEY,
        region text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        recorded_on date NOT NULL,
        ordinal bigint NOT NULL DEFAULT nextval('vigil.entry_order'),
        withdrawn boolean NOT NULL DEFAULT false,
        code text NOT NULL UNIQUE,
        external_reference text UNIQUE,
        imported_hash text,
        court_number text,
        court text NOT NULL,
        title text,
        outcome text,
        UNIQUE (id, region),
        ${reference('region', 'REGION')},
        ${reference('court', 'COURT')}
      );
      CREATE INDEX trafficking_case_page ON vigil.trafficking_case (region, code, id);

      CREATE TABLE vigil.person (
        id uuid PRIMARY KEY,
        region text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        code text NOT NULL UNIQUE,
        ${reference('region', 'REGION')}
      );

      CREATE TABLE vigil.cycle (${CASE_BOUND},
        number integer NOT NULL CHECK (number BETWEEN 1 AND 99),
        opening text NOT NULL CHECK (opening IN ('FIRST_INSTANCE', 'RETRIAL', 'RESTART'))
      );
      CREATE UNIQUE INDEX cycle_number ON vigil.cycle (case_id, number) WHERE NOT withdrawn;

      CREATE TABLE vigil.accused (${CASE_BOUND},
        person_id uuid NOT NULL REFERENCES vigil.person,
        code text NOT NULL
      );
      CREATE UNIQUE INDEX accused_code ON vigil.accused (case_id, code) WHERE NOT withdrawn;

      CREATE TABLE vigil.charge (${CASE_BOUND},
        accused_id uuid NOT NULL,
        provision text NOT NULL,
        conduct_from date,
        conduct_to date,
        CHECK (conduct_to IS NULL OR conduct_from IS NULL OR conduct_to >= conduct_from),
        ${within('accused', 'accused_id')},
        ${reference('provision', 'PROVISION')}
      );

      CREATE TABLE vigil.indictment (${CASE_BOUND},
        cycle_id uuid NOT NULL,
        filed_on date NOT NULL,
        served_on date,
        confirmed_on date,
        withdrawn_on date,
        ${within('cycle', 'cycle_id')}
      );

      CREATE TABLE vigil.hearing (${CASE_BOUND},
        cycle_id uuid NOT NULL,
        label text NOT NULL,
        date date NOT NULL,
        status text NOT NULL CHECK (status IN ('SCHEDULED', 'HELD', 'ADJOURNED', 'CANCELLED')),
        phase text NOT NULL CHECK (phase IN ('MAIN_TRIAL', 'JUDGMENT', 'INVESTIGATIVE_EXAMINATION', 'APPEAL')),
        defence_invited boolean NOT NULL,
        adjournment_reason text,
        ${within('cycle', 'cycle_id')},
        ${reference('adjournment_reason', 'ADJOURNMENT_REASON')}
      );
      CREATE INDEX hearing_date ON vigil.hearing (region, date);

      CREATE TABLE vigil.judgment (${CASE_BOUND},
        cycle_id uuid NOT NULL,
        pronounced_on date NOT NULL,
        result text NOT NULL CHECK (result IN ('CONVICTED', 'ACQUITTED', 'CHARGE_REJECTED', 'RECLASSIFIED_CONVICTED')),
        months integer CHECK (months BETWEEN 0 AND 1200),
        ${within('cycle', 'cycle_id')}
      );

      CREATE TABLE vigil.evidence_closing (${CASE_BOUND},
        cycle_id uuid NOT NULL,
        closed_on date NOT NULL,
        ${within('cycle', 'cycle_id')}
      );

      CREATE TABLE vigil.termination (${CASE_BOUND},
        cycle_id uuid NOT NULL,
        ended_on date NOT NULL,
        kind text NOT NULL CHECK (kind IN ('INVESTIGATION_DISCONTINUED', 'REPORT_DISMISSED', 'INDICTMENT_WITHDRAWN')),
        ${within('cycle', 'cycle_id')}
      );

      CREATE TABLE vigil.witness (${CASE_BOUND},
        person_id uuid NOT NULL REFERENCES vigil.person,
        code text NOT NULL,
        role text NOT NULL CHECK (role IN ('VICTIM', 'WITNESS', 'EXPERT')),
        expected boolean NOT NULL,
        minor boolean NOT NULL,
        nationality text CHECK (nationality ~ '^[A-Z]{2}$'),
        materiality text NOT NULL CHECK (materiality IN ('SOLE', 'DECISIVE', 'SIGNIFICANT', 'PERIPHERAL', 'UNKNOWN')),
        willing text NOT NULL CHECK (willing IN ('WILLING', 'UNWILLING', 'UNKNOWN')),
        contact_verified_on date,
        good_reason boolean NOT NULL,
        efforts text[] NOT NULL,
        counterbalance text[] NOT NULL,
        other_reason text CHECK (other_reason IN ('DECEASED', 'ILL', 'UNTRACEABLE', 'WAIVED_BY_PARTIES')),
        other_reason_on date,
        other_reason_recorded_on date,
        CHECK ((other_reason IS NULL) = (other_reason_on IS NULL))
      );
      CREATE UNIQUE INDEX witness_code ON vigil.witness (case_id, code) WHERE NOT withdrawn;

      CREATE TABLE vigil.summons (${CASE_BOUND},
        hearing_id uuid NOT NULL,
        witness_id uuid NOT NULL,
        ${within('hearing', 'hearing_id')},
        ${within('witness', 'witness_id')}
      );

      CREATE TABLE vigil.statement (${CASE_BOUND},
        witness_id uuid NOT NULL,
        label text NOT NULL,
        taken_on date NOT NULL,
        taken_by text NOT NULL CHECK (taken_by IN ('POLICE', 'INVESTIGATING_JUDGE', 'PROSECUTOR', 'TRIAL_COURT', 'TFP')),
        defence_opportunity text NOT NULL
          CHECK (defence_opportunity IN ('NONE', 'UNKNOWN', 'NOTIFIED_ABSENT', 'WAIVED_WITH_COUNSEL', 'QUESTIONED')),
        opportunity_by_accused jsonb NOT NULL,
        evidential boolean NOT NULL,
        recording text,
        ${within('witness', 'witness_id')}
      );

      CREATE TABLE vigil.shelter_stay (${CASE_BOUND},
        witness_id uuid NOT NULL,
        entered_on date NOT NULL,
        left_on date,
        CHECK (left_on IS NULL OR left_on >= entered_on),
        ${within('witness', 'witness_id')}
      );

      CREATE TABLE vigil.planned_return (${CASE_BOUND},
        witness_id uuid NOT NULL,
        programme text NOT NULL CHECK (programme IN ('IOM', 'OMIK', 'DEPORTATION', 'SELF', 'OTHER')),
        status text NOT NULL CHECK (status IN ('REQUESTED', 'SCHEDULED', 'POSTPONED', 'CANCELLED')),
        scheduled_for date,
        destination text,
        source text,
        ${within('witness', 'witness_id')}
      );

      CREATE TABLE vigil.movement (${CASE_BOUND},
        witness_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('DEPARTURE', 'RETURN')),
        programme text CHECK (programme IN ('IOM', 'OMIK', 'DEPORTATION', 'SELF', 'OTHER')),
        date date,
        precision text NOT NULL CHECK (precision IN ('EXACT', 'MONTH', 'UNKNOWN')),
        last_confirmed_presence date,
        destination text,
        source text,
        CHECK ((kind = 'DEPARTURE') = (programme IS NOT NULL)),
        ${within('witness', 'witness_id')}
      );

      CREATE TABLE vigil.deportation_order (${CASE_BOUND},
        witness_id uuid NOT NULL,
        issued_on date NOT NULL,
        status text NOT NULL CHECK (status IN ('IN_FORCE', 'SUSPENDED', 'ANNULLED', 'EXECUTED')),
        ${within('witness', 'witness_id')}
      );

      CREATE TABLE vigil.recovery_step (${CASE_BOUND},
        witness_id uuid NOT NULL,
        type text NOT NULL CHECK (type IN ('VIDEO_LINK', 'RETURN_TRAVEL', 'LETTER_ROGATORY')),
        status text NOT NULL CHECK (status IN ('REQUESTED', 'ACTIVE', 'DONE', 'FAILED')),
        ordered_on date,
        target_date date,
        ${within('witness', 'witness_id')}
      );

      CREATE TABLE vigil.testimony (${CASE_BOUND},
        witness_id uuid NOT NULL,
        hearing_id uuid NOT NULL,
        date date NOT NULL,
        mode text NOT NULL CHECK (mode IN ('LIVE_OPEN', 'LIVE_PROTECTED', 'VIDEO_LINK', 'STATEMENT_READ')),
        completion text NOT NULL CHECK (completion IN ('COMPLETED', 'PARTIAL', 'REFUSED')),
        defence_examined text NOT NULL CHECK (defence_examined IN ('YES', 'WAIVED', 'NO')),
        admitted boolean NOT NULL,
        objection text NOT NULL CHECK (objection IN ('NONE', 'OVERRULED', 'SUSTAINED')),
        statement_id uuid,
        measures text[] NOT NULL,
        ${within('witness', 'witness_id')},
        ${within('hearing', 'hearing_id')},
        ${within('statement', 'statement_id')}
      );

      CREATE TABLE vigil.lawyer (
        id uuid PRIMARY KEY,
        region text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        code text NOT NULL UNIQUE,
        languages text[] NOT NULL,
        ${reference('region', 'REGION')}
      );

      CREATE TABLE vigil.assignment (${CASE_BOUND},
        lawyer_id uuid REFERENCES vigil.lawyer,
        witness_id uuid,
        accused_id uuid,
        role text NOT NULL
          CHECK (role IN ('DEFENCE_COUNSEL', 'VICTIM_ADVOCATE', 'INJURED_PARTY_REPRESENTATIVE', 'APPEALS_COUNSEL')),
        started_on date,
        ended_on date,
        CHECK ((witness_id IS NULL) <> (accused_id IS NULL)),
        CHECK (ended_on IS NULL OR started_on IS NULL OR ended_on >= started_on),
        ${within('witness', 'witness_id')},
        ${within('accused', 'accused_id')}
      );
      CREATE INDEX assignment_lawyer ON vigil.assignment (lawyer_id);

      CREATE TABLE vigil.case_file_entry (${CASE_BOUND},
        assignment_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('VISIT', 'ADVICE', 'FILING', 'HEARING', 'OTHER')),
        date date NOT NULL,
        minutes integer NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
        ${within('assignment', 'assignment_id')}
      );

      ALTER TABLE sec.account ADD FOREIGN KEY (lawyer_id) REFERENCES vigil.lawyer;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only (docs/decisions/0011).');
  }
}
