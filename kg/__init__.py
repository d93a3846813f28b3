"""kg: knowledge graphs from Chinese reports about high-tech zones."""
