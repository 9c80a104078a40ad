import type { ColumnType, JSONColumnType } from 'kysely'

/** A `jsonb` column: a value when it is read, its text when it is written. */
export type Json<T> = JSONColumnType<T & object>
export type NullableJson<T> = ColumnType<T | null, string | null, string | null>
