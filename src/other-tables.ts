import type { ClassifiedTable } from './access/every-column-has-a-class.js';

/** What is stored beside the records, with the class of every column. */
export const otherTables: readonly ClassifiedTable[] = [
  {
    schema: 'vigil',
    name: 'reference_entry',
    classes: {
      REFERENCE_DATA: [
        ...['kind', 'code', 'labels', 'valid_from', 'valid_to', 'source', 'mark', 'verified_by', 'verified_on'],
        ...['details', 'version', 'position'],
      ],
    },
  },
  {
    schema: 'vigil',
    name: 'record_version',
    classes: {
      AUDIT_EVENT: ['table_name', 'id', 'version', 'case_id', 'stored_at', 'account_id', 'reason'],
      OF_ITS_RECORD: ['row_content'],
    },
  },
  {
    schema: 'vigil',
    name: 'audit_entry',
    classes: {
      AUDIT_EVENT: [
        ...['id', 'stored_at', 'transaction_id', 'account_id', 'case_id', 'kind', 'types', 'about', 'content'],
        'leaf_hash',
      ],
    },
  },
  { schema: 'vigil', name: 'audit_position', classes: { AUDIT_EVENT: ['position', 'entry_id', 'leaf_hash'] } },
  {
    schema: 'vigil',
    name: 'audit_head',
    classes: { AUDIT_EVENT: ['number', 'size', 'root', 'sealed_at', 'signature', 'peaks', 'sealed_below'] },
  },
  {
    schema: 'vigil',
    name: 'command_receipt',
    classes: {
      AUDIT_EVENT: ['account_id', 'operation', 'idempotency_key', 'input_hash', 'result', 'stored_at'],
    },
  },
  {
    schema: 'vigil',
    name: 'report',
    classes: {
      REPORT_DRAFT: [
        ...['id', 'version', 'number', 'title', 'period_from', 'period_to', 'as_of', 'status', 'requested_by'],
        ...['requested_at', 'journal_at', 'ruleset_version', 'snapshot', 'snapshot_hash', 'pdf', 'pdf_hash', 'failure'],
      ],
    },
  },
  { schema: 'vigil', name: 'migration', classes: { OF_NO_RECORD: ['id', 'timestamp', 'name'] } },
  {
    schema: 'sec',
    name: 'permission',
    classes: { OF_NO_RECORD: ['role', 'scope', 'data_class', 'action', 'second_person'] },
  },
  {
    schema: 'sec',
    name: 'account',
    classes: {
      USER_ACCOUNT: [
        ...[
          'id',
          'email',
          'display_name',
          'role',
          'regions',
          'lawyer_id',
          'active',
          'version',
          'created_at',
          'created_by',
        ],
      ],
      SECRET: ['passphrase_hash'],
    },
  },
  {
    schema: 'sec',
    name: 'login',
    classes: {
      USER_ACCOUNT: [
        ...['id', 'account_id', 'created_at', 'idle_until', 'expires_at', 'revoked_at', 'stepped_up_at', 'enrolling'],
      ],
      SECRET: ['token_hash'],
    },
  },
  {
    schema: 'sec',
    name: 'one_time_link',
    classes: { USER_ACCOUNT: ['id', 'purpose', 'account_id', 'expires_at', 'used_at'], SECRET: ['token_hash'] },
  },
  {
    schema: 'sec',
    name: 'second_factor',
    classes: { USER_ACCOUNT: ['account_id', 'enrolled_at'], SECRET: ['secret', 'pending_secret', 'last_step'] },
  },
  { schema: 'sec', name: 'recovery_code', classes: { SECRET: ['id', 'account_id', 'code_hash', 'used_at'] } },
  { schema: 'sec', name: 'attempt', classes: { SECRET: ['counter', 'failures', 'retry_at', 'counted_at'] } },
  {
    schema: 'sec',
    name: 'second_factor_reset',
    classes: {
      USER_ACCOUNT: ['id', 'account_id', 'requested_by', 'requested_at', 'due_at', 'approved_by', 'stopped_at'],
    },
  },
  { schema: 'sec', name: 'conflict_wall', classes: { LEGAL_AID_FILE: ['lawyer_id', 'case_id', 'raised_at'] } },
  { schema: 'sec', name: 'vault_key', classes: { SECRET: ['version', 'check_value', 'index_check_value', 'made_at'] } },
  {
    schema: 'vigil',
    name: 'person_key',
    classes: { SECRET: ['person_id', 'region', 'key_version', 'wrapped_key', 'destroyed_at', 'recorded_on'] },
  },
  {
    schema: 'vigil',
    name: 'identity',
    classes: {
      WITNESS_IDENTITY: [
        ...['person_id', 'region', 'version', 'name', 'other_names', 'birth_date', 'family', 'contact', 'documents'],
        'safe_contact',
      ],
    },
  },
  { schema: 'vigil', name: 'blind_index', classes: { SECRET: ['person_id', 'region', 'field', 'whole', 'bare'] } },
  {
    schema: 'vigil',
    name: 'reveal_request',
    classes: {
      AUDIT_EVENT: [
        ...['id', 'person_id', 'region', 'account_id', 'scope', 'second_person', 'purpose', 'explanation'],
        'requested_at',
      ],
    },
  },
  {
    schema: 'vigil',
    name: 'reveal_approval',
    classes: { AUDIT_EVENT: ['request_id', 'approved', 'decided_by', 'decided_at'] },
  },
  {
    schema: 'vigil',
    name: 'reveal_grant',
    classes: {
      AUDIT_EVENT: ['id', 'request_id', 'account_id', 'granted_at', 'granted_in', 'expires_at', 'opened_at'],
    },
  },
  {
    schema: 'vigil',
    name: 'notice',
    classes: { AUDIT_EVENT: ['id', 'region', 'kind', 'person_id', 'account_id', 'stored_at'] },
  },
  {
    schema: 'vigil',
    name: 'retention_rule',
    classes: { REFERENCE_DATA: ['data_class', 'event', 'months', 'version'] },
  },
  {
    schema: 'vigil',
    name: 'erasure_request',
    classes: {
      AUDIT_EVENT: ['id', 'person_id', 'region', 'account_id', 'ground', 'explanation', 'requested_at'],
    },
  },
  {
    schema: 'vigil',
    name: 'erasure_approval',
    classes: { AUDIT_EVENT: ['request_id', 'approved', 'decided_by', 'decided_at'] },
  },
  { schema: 'vigil', name: 'erasure_ledger', classes: { AUDIT_EVENT: ['person_id', 'erased_at'] } },
];
