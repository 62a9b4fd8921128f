"""The form engine measured: expressions, steps, growth; beside pyxform and elementpath."""
