/** Where the build puts parquet-wasm's module, relative to the app (see bin/build/copyAssets.mjs). */
export const parquetWasmPath = "parquet/0.8.0/parquet_wasm_bg.wasm";
