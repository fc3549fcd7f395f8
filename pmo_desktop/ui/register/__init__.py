"""The register of projects: views over one table, and the inspector of the project under the cursor."""
