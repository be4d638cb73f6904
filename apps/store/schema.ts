import { migration } from '@jari/service/migration.ts'

/** Rows as they lie in the tables. Times are milliseconds; `settings`, `hours`, `store_ids`, `detail` are JSON. */
export type Tables = {
  brand: { id: string; name_en: string; name_ko: string }
  store: { id: string; brand_id: string; name_en: string; name_ko: string; time_zone: string; currency: string; languages: string; hours: string | null; settings: string | null }
  /** `token_version` grows when the seat's code is renewed: older codes open nothing from then on. A removed seat keeps its row, so that its codes stay dead. */
  seat: { store_id: string; id: string; name: string; token_version: number; removed: number }
  /** `name_key` is the name as it is looked up: small letters. Owners have all stores of their brand whatever `store_ids` says. */
  staff: { id: string; brand_id: string; name: string; name_key: string; role: string; store_ids: string; password_hash: string }
  guest_session: { id: string; brand_id: string; store_id: string; seat_id: string; token_version: number; refresh_hash: string; opened_at: number; ends_at: number }
  staff_session: { id: string; staff_id: string; opened_at: number; expires_at: number; ends_at: number; ended_at: number | null }
  /** `successor_salt`: with the token itself it makes the next one, until that is used. */
  refresh_token: { hash: string; session_id: string; used_at: number | null; successor_salt: string | null }
  /** Tries to sign in that were not yet found to be right, of an account or an address. */
  sign_in_try: { name: string; tries: number; last_at: number }
  /** Another service that follows feeds. `feeds` are joined by commas; `store_ids` is JSON, null for all of the brand. */
  service_client: { id: string; brand_id: string; name: string; feeds: string; store_ids: string | null; secret_hash: string; created_at: number }
  audit_entry: { id: string; brand_id: string; at: number; by_id: string; by_name: string; action: string; subject: string; store_id: string | null; detail: string }
}

export const storeMigrations = [
  migration('0001_brand_store_seat_staff', [
    'create table if not exists brand (id varchar(64) not null primary key, name_en varchar(120) not null, name_ko varchar(120) not null)',
    `create table if not exists store (
      id varchar(64) not null primary key, brand_id varchar(64) not null, name_en varchar(120) not null, name_ko varchar(120) not null,
      time_zone varchar(64) not null, currency varchar(3) not null
    )`,
    'create index store_brand_id on store (brand_id)',
    `create table if not exists seat (
      store_id varchar(64) not null, id varchar(64) not null, name varchar(80) not null, token_version integer not null,
      primary key (store_id, id)
    )`,
    `create table if not exists staff (
      id varchar(64) not null primary key, brand_id varchar(64) not null, name varchar(80) not null, role varchar(16) not null,
      store_ids longtext not null, password_hash varchar(255) not null, unique (brand_id, name)
    )`,
  ]),
  migration('0002_store_profile', [
    "alter table store add column languages varchar(40) not null default 'ko,en'",
    'alter table store add column hours longtext null',
    'alter table store add column settings longtext null',
  ]),
  migration('0003_sessions_audit', [
    'alter table seat add column removed integer not null default 0',
    "alter table staff add column name_key varchar(80) not null default ''",
    "update staff set name_key = lower(name) where name_key = ''",
    `create table if not exists guest_session (
      id varchar(64) not null primary key, brand_id varchar(64) not null, store_id varchar(64) not null, seat_id varchar(64) not null,
      token_version integer not null, refresh_hash varchar(64) not null, opened_at bigint not null, ends_at bigint not null
    )`,
    'create index guest_session_refresh_hash on guest_session (refresh_hash)',
    'create index guest_session_ends_at on guest_session (ends_at)',
    `create table if not exists staff_session (
      id varchar(64) not null primary key, staff_id varchar(64) not null, opened_at bigint not null, expires_at bigint not null,
      ends_at bigint not null, ended_at bigint null
    )`,
    'create index staff_session_staff_id on staff_session (staff_id)',
    'create index staff_session_expires_at on staff_session (expires_at)',
    'create table if not exists refresh_token (hash varchar(64) not null primary key, session_id varchar(64) not null, used_at bigint null)',
    'create index refresh_token_session_id on refresh_token (session_id)',
    'create table if not exists sign_in_try (name varchar(64) not null primary key, tries integer not null, last_at bigint not null)',
    'create index sign_in_try_last_at on sign_in_try (last_at)',
    `create table if not exists audit_entry (
      id varchar(64) not null primary key, brand_id varchar(64) not null, at bigint not null, by_id varchar(64) not null, by_name varchar(80) not null,
      action varchar(64) not null, subject varchar(160) not null, store_id varchar(64) null, detail longtext not null
    )`,
    'create index audit_entry_brand_id on audit_entry (brand_id, id)',
  ]),
  migration('0004_refresh_grace', ['alter table refresh_token add column successor_salt varchar(64) null']),
  migration('0005_service_client', [
    `create table if not exists service_client (
      id varchar(64) not null primary key, brand_id varchar(64) not null, name varchar(80) not null, feeds varchar(200) not null,
      store_ids longtext null, secret_hash varchar(64) not null, created_at bigint not null
    )`,
    'create index service_client_brand_id on service_client (brand_id)',
  ]),
]
