import { defineEntity, p } from '@mikro-orm/core'
import { migration } from '@jari/service/migration.ts'

export const BrandEntity = defineEntity({
  name: 'Brand',
  tableName: 'brand',
  properties: { id: p.string().length(64).primary(), nameEn: p.string().length(120), nameKo: p.string().length(120) },
})

/** `languages` are separated by commas; `hours` and `settings` are JSON, null where nobody said anything. */
export const StoreEntity = defineEntity({
  name: 'Store',
  tableName: 'store',
  properties: {
    id: p.string().length(64).primary(),
    brandId: p.string().length(64),
    nameEn: p.string().length(120),
    nameKo: p.string().length(120),
    timeZone: p.string().length(64),
    currency: p.string().length(3),
    languages: p.string().length(40),
    hours: p.text().nullable(),
    settings: p.text().nullable(),
  },
})

/** `tokenVersion` grows when the seat's QR code is revoked: older tokens of the seat open nothing from then on. */
export const SeatEntity = defineEntity({
  name: 'Seat',
  tableName: 'seat',
  properties: {
    storeId: p.string().length(64).primary(),
    id: p.string().length(64).primary(),
    name: p.string().length(80),
    tokenVersion: p.integer(),
  },
})

/** `storeIds` is a JSON list; owners have all stores of their brand whatever it says. */
export const StaffEntity = defineEntity({
  name: 'Staff',
  tableName: 'staff',
  properties: {
    id: p.string().length(64).primary(),
    brandId: p.string().length(64),
    name: p.string().length(80),
    role: p.string().length(16),
    storeIds: p.text(),
    passwordHash: p.string().length(255),
  },
})

export const storeEntities = [BrandEntity, StoreEntity, SeatEntity, StaffEntity] as const

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
]
