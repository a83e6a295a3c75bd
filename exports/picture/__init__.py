"""How a plan looks, as pure values: the canvas, the PDF and the SVG draw the same shapes."""
