"""Training: losses and one loop for supervised training, semi-supervised training and fine-tuning. Needs torch."""
