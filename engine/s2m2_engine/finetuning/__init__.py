"""Fine-tuning: a model learns from a user's own scenes, which nobody has labelled.

scenes -> transforms that align them -> blocks -> labels of the blocks -> training -> trial on held-out blocks
"""
