/** Namespaces of the environments. */
export const namespaces = ['jari-dev', 'jari-staging', 'jari-prod'] as const
export type Namespace = (typeof namespaces)[number]

/** Services with a database of their own; the database's pod, Service and Secret are called `<service>-db`. */
export const databases = ['store', 'order', 'device'] as const
export type Database = (typeof databases)[number]
