"""Everything that touches the world: files, databases, engines, documents. Adapters never import each other."""
