resource "azurerm_public_ip" "shop" {
  name                    = "shop"
  location                = "westeurope"
  resource_group_name     = "shop"
  allocation_method       = "Static"
  idle_timeout_in_minutes = 4
}

resource "azurerm_application_gateway" "shop" {
  name                = "shop"
  location            = "westeurope"
  resource_group_name = "shop"
  enable_http2        = true
  zones               = ["1", "2", "3"]

  sku {
    name     = "Standard_Medium"
    tier     = "Standard"
    capacity = 2
  }

  global {
    request_buffering_enabled  = true
    response_buffering_enabled = false
  }

  ssl_policy {
    policy_type = "Predefined"
    policy_name = "AppGwSslPolicy20220101"
  }

  gateway_ip_configuration {
    name      = "gateway"
    subnet_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/gateway"
  }

  frontend_ip_configuration {
    name                 = "public"
    public_ip_address_id = azurerm_public_ip.shop.id
  }

  frontend_port {
    name = "https"
    port = 443
  }

  ssl_certificate {
    name                = "shop"
    key_vault_secret_id = "https://shop.vault.azure.net/secrets/shop"
  }

  identity {
    type         = "UserAssigned"
    identity_ids = ["/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i"]
  }

  backend_address_pool {
    name         = "events"
    ip_addresses = ["10.0.0.4", "10.0.0.5"]
  }

  probe {
    name                = "events"
    protocol            = "Http"
    host                = "events.internal"
    path                = "/readyz"
    interval            = 10
    timeout             = 5
    unhealthy_threshold = 3
  }

  backend_http_settings {
    name                  = "events"
    port                  = 8080
    protocol              = "Http"
    probe_name            = "events"
    cookie_based_affinity = "Enabled"
    affinity_cookie_name  = "events"
    request_timeout       = 300

    connection_draining {
      enabled           = true
      drain_timeout_sec = 3600
    }
  }

  http_listener {
    name                           = "https"
    protocol                       = "Https"
    ssl_certificate_name           = "shop"
    frontend_port_name             = "https"
    frontend_ip_configuration_name = "public"
  }

  request_routing_rule {
    name                       = "events"
    rule_type                  = "Basic"
    priority                   = 10
    http_listener_name         = "https"
    backend_address_pool_name  = "events"
    backend_http_settings_name = "events"
  }
}
