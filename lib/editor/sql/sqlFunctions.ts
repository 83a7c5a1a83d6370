/** What a SQL function gives: one value a row, one a group, or a relation. */
export type SqlFunctionKind = "scalar" | "aggregate" | "table";

/** A function that the engine has without any extension. */
export interface SqlFunction {
  name: string;
  kind: SqlFunctionKind;
}

// Taken from duckdb_functions() of the engine that runs in the tab, without what only serves its insides.
const scalarNames = `
  abs acos acosh add age aggregate alias array_aggr array_aggregate array_append array_apply array_cat
  array_concat array_contains array_cosine_distance array_cosine_similarity array_distance array_distinct
  array_dot_product array_extract array_filter array_has array_has_all array_has_any array_indexof
  array_inner_product array_intersect array_length array_position array_prepend array_push_back
  array_push_front array_reduce array_resize array_reverse array_reverse_sort array_select array_slice
  array_sort array_to_string array_transform array_unique array_value array_zip ascii asin asinh atan
  atan2 atanh bar base64 bin bit_count bit_length bit_position bitstring can_cast_implicitly cardinality
  cbrt ceil ceiling century char_length character_length chr coalesce combine concat concat_ws contains
  cos cosh cot current_catalog current_database current_query current_role current_schema current_schemas
  current_setting current_user currval damerau_levenshtein date_add date_diff date_part date_sub
  date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear decade decode
  degrees divide element_at encode ends_with enum_code enum_first enum_last enum_range enum_range_boundary
  epoch epoch_ms epoch_ns epoch_us era even exp extract factorial fdiv finalize flatten floor fmod format
  format_bytes format_type from_base64 from_binary from_hex gamma gcd gen_random_uuid generate_series
  generate_subscripts geomean geometric_mean get_bit get_current_timestamp grade_up greatest
  greatest_common_divisor hamming hash hex hour ifnull instr isfinite isinf isnan isodow isoyear jaccard
  jaro_similarity jaro_winkler_similarity julian last_day lcase lcm least least_common_multiple left
  left_grapheme len length length_grapheme levenshtein lgamma list_aggr list_aggregate list_any_value
  list_append list_apply list_avg list_bit_and list_bit_or list_bit_xor list_bool_and list_bool_or
  list_cat list_concat list_contains list_cosine_distance list_cosine_similarity list_count list_distance
  list_distinct list_dot_product list_element list_entropy list_extract list_filter list_first list_has
  list_has_all list_has_any list_histogram list_indexof list_inner_product list_intersect list_kurtosis
  list_kurtosis_pop list_last list_mad list_max list_median list_min list_mode list_pack list_position
  list_prepend list_product list_reduce list_resize list_reverse list_reverse_sort list_select list_sem
  list_skewness list_slice list_sort list_stddev_pop list_stddev_samp list_string_agg list_sum
  list_transform list_unique list_value list_var_pop list_var_samp list_zip ln log log10 log2 lower lpad
  ltrim make_date make_time make_timestamp make_timestamp_ms make_timestamp_ns map map_concat map_contains
  map_contains_entry map_contains_value map_entries map_extract map_extract_value map_from_entries
  map_keys map_values md5 microsecond millennium millisecond minute mismatches mod month monthname
  multiply nanosecond nextafter nextval now nullif octet_length ord parse_dirname parse_dirpath
  parse_filename parse_path pi position pow power prefix printf quarter radians random range regexp_escape
  regexp_extract regexp_extract_all regexp_full_match regexp_matches regexp_replace regexp_split_to_array
  regexp_split_to_table repeat replace replace_type reverse right right_grapheme round round_even
  roundbankers row rpad rtrim second session_user set_bit setseed sha1 sha256 sign signbit sin sinh split
  split_part sqrt starts_with str_split str_split_regex strftime string_split string_split_regex
  string_to_array strip_accents strlen strpos strptime struct_concat struct_contains struct_extract
  struct_extract_at struct_has struct_indexof struct_insert struct_pack struct_position struct_update
  substr substring substring_grapheme subtract suffix tan tanh time_bucket timezone to_base to_base64
  to_binary to_centuries to_days to_decades to_hex to_hours to_microseconds to_millennia to_milliseconds
  to_minutes to_months to_quarters to_seconds to_timestamp to_weeks to_years transaction_timestamp
  translate trim trunc try_cast try_strptime typeof ucase unbin unhex unicode union_tag union_value
  unpivot_list upper url_decode url_encode uuid uuid_extract_timestamp uuid_extract_version uuidv4 uuidv7
  version wavg week weekday weekofyear weighted_avg xor year yearweek`;

const aggregateNames = `
  any_value approx_count_distinct approx_quantile approx_top_k arg_max arg_max_null arg_min arg_min_null
  argmax argmin array_agg avg bit_and bit_or bit_xor bitstring_agg bool_and bool_or corr count count_if
  countif covar_pop covar_samp cume_dist dense_rank entropy favg first_value fsum group_concat histogram
  histogram_exact kahan_sum kurtosis kurtosis_pop lag last last_value lead list listagg mad max max_by
  mean median min min_by mode nth_value ntile percent_rank product quantile quantile_cont quantile_disc
  rank row_number sem skewness stddev stddev_pop stddev_samp string_agg sum sumkahan var_pop var_samp
  variance`;

const tableNames = `
  duckdb_columns duckdb_constraints duckdb_databases duckdb_extensions duckdb_functions duckdb_indexes
  duckdb_keywords duckdb_schemas duckdb_sequences duckdb_settings duckdb_tables duckdb_types
  duckdb_variables duckdb_views generate_series histogram_values query query_table range read_csv
  read_csv_auto repeat_row sniff_csv summary test_all_types unnest`;

/** The functions that completion offers, by kind and then by name. */
export const sqlFunctions: readonly SqlFunction[] = [
  ...named(scalarNames, "scalar"),
  ...named(aggregateNames, "aggregate"),
  ...named(tableNames, "table"),
];

function named(names: string, kind: SqlFunctionKind): SqlFunction[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => ({ name, kind }));
}
