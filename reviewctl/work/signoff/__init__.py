"""What `signoff` does: asked for, recorded, signed, shown and checked."""
