"""Fine-tuning: a model learns from a user's own scenes, which nobody has labelled.

scenes -> found transforms -> blocks of ground -> taught displacements -> training -> trial on blocks kept apart
"""
