terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.0" }
  }
}

variable "location" {
  type    = string
  default = "westeurope"
}

resource "azurerm_resource_group" "aks" {
  name     = "rg-aks"
  location = var.location
}

module "aks" {
  source              = "Azure/aks/azurerm"
  version             = "~> 9.0"
  resource_group_name = azurerm_resource_group.aks.name
  prefix              = "shop"
  agents_count        = 3
  network_plugin      = "azure"
}

resource "azurerm_public_ip" "egress" {
  name                    = "pip-egress"
  resource_group_name     = azurerm_resource_group.aks.name
  location                = azurerm_resource_group.aks.location
  allocation_method       = "Static"
  idle_timeout_in_minutes = 30
}

resource "azurerm_eventhub" "events" {
  name              = "events"
  namespace_id      = azurerm_eventhub_namespace.streams.id
  partition_count   = 4
  message_retention = 1
}

resource "azurerm_eventhub_namespace" "streams" {
  name                = "ns-streams"
  location            = azurerm_resource_group.aks.location
  resource_group_name = azurerm_resource_group.aks.name
  sku                 = "Standard"
}
