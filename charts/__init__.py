"""Chart forms, one module each: records in, drawing out. Each has `draw(drawing, style) -> Figure`."""
