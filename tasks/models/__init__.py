"""The scikit-learn models: features, training, calibration, explanation."""
