// The database as services hold it: for reads outside a commit, handed on to the stores, which alone speak to it.
export { DataSource as Database, QueryFailedError } from 'typeorm';
