"""Projects out of Excel files in the layouts of local development plans (ผ.๐๑, ผ.๐๒, ผ.๐๓)."""
