"""What reviewctl gives to forges and pipelines: formats, the kit of files, the hook of a server."""
