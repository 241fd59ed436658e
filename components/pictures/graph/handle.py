"""The graph that autograd keeps of a formula: values go forward through it, gradients come back."""

from components.pictures.picture import Picture

graph = Picture("graph", "formula", "pictures/graph/view.js")
